import { z } from 'zod';

const side = z.int().positive();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const format = z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif']);

/** What each job of the picture process gives back; checked where it comes in, since that process reads strangers' files. */
export const pictureResults = {
  /** Nothing: the process is there. */
  warm: z.null(),
  prepare: z.discriminatedUnion('suits', [
    z.object({ suits: z.literal(true), format, width: side, height: side }),
    z.object({
      suits: z.literal(false),
      format,
      width: side,
      height: side,
      bytes,
      preparedWidth: side,
      preparedHeight: side,
    }),
  ]),
  finish: z.object({ bytes, extension: z.enum(['jpg', 'png', 'webp']), width: side, height: side }),
};

/** What a job gives back, by its name. */
export type PictureResults = { [Kind in keyof typeof pictureResults]: z.infer<(typeof pictureResults)[Kind]> };
/**
 * A picture made fit for the endpoint. Width and height are those of the picture as given, turned upright, in pixels;
 * when it `suits`, the given bytes are fit as they are, otherwise `bytes` is a JPEG of the prepared size.
 */
export type PreparedPicture = PictureResults['prepare'];
/** The endpoint's picture made fit to be posted. */
export type FinishedPicture = PictureResults['finish'];
