import { z } from 'zod';

const side = z.int().positive();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const format = z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif', 'heic', 'bmp']);

const place = z.int().nonnegative();
const faceBox = z.object({ x: place, y: place, width: side, height: side, score: z.number() });
const faces = { faces: z.array(faceBox).optional(), sideways: z.literal(true).optional() };
const finished = { extension: z.enum(['jpg', 'png']), width: side, height: side };
const composed = z.object({ bytes, width: side, height: side });

/** What each job of the picture process gives back; checked where it comes in, since that process reads strangers' files. */
export const pictureResults = {
  /** Nothing: the process is there. */
  warm: z.null(),
  prepare: z.discriminatedUnion('suits', [
    z.object({ suits: z.literal(true), format, width: side, height: side, ...faces }),
    z.object({
      suits: z.literal(false),
      format,
      width: side,
      height: side,
      bytes,
      preparedWidth: side,
      preparedHeight: side,
      ...faces,
    }),
  ]),
  /** Where only the metadata of the given picture change, it need not come back: `retag` gives the same anywhere. */
  finish: z.union([z.object({ bytes, ...finished }), z.object({ retagged: z.literal(true), ...finished })]),
  composeRow: composed,
  animate: composed,
  numberFaces: composed,
  cropFace: composed.extend({ box: z.object({ x: place, y: place, width: side, height: side }) }),
  pasteFaces: composed,
};

/** What a job gives back, by its name. */
export type PictureResults = { [Kind in keyof typeof pictureResults]: z.infer<(typeof pictureResults)[Kind]> };
/**
 * A picture made fit for the endpoint. Width and height are those of the picture as given, turned upright, in pixels;
 * when it `suits`, the given bytes are fit as they are, otherwise `bytes` is a JPEG of the prepared size.
 *
 * `faces` are there if they were asked for: from left to right, in the pixels of the picture that goes to the endpoint.
 * `sideways` says that there is none, but probably would be if the picture were turned.
 */
export type PreparedPicture = PictureResults['prepare'];
/** The endpoint's picture made fit to be posted. */
export type FinishedPicture = Extract<PictureResults['finish'], { bytes: Uint8Array }>;
/** A picture that was composed: a JPEG, or a WebP if it moves. */
export type ComposedPicture = PictureResults['composeRow'];
/** A face cut out for the endpoint: a JPEG, and the box in the given picture that it shows. */
export type CroppedFace = PictureResults['cropFace'];
