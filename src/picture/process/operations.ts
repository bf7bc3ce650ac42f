import { z } from 'zod';
import type { Reason } from '../../i18n/explained-error.ts';
import type { PictureJobError } from './picture-job-error.ts';

type FailureReasons = Readonly<Record<PictureJobError['kind'], Reason>>;

interface Operation {
  /** Checks the answer in the main process, because the process that sends it has read untrusted files. */
  readonly result: z.ZodType;
  /** What a person is told when the process fails. */
  readonly reasons: FailureReasons;
}

const ofPhotos: FailureReasons = {
  overran: 'picture_took_too_long',
  outgrew: 'picture_needs_memory',
  crashed: 'picture_damaged',
  unavailable: 'pictures_unavailable',
};
const ofResults: FailureReasons = {
  overran: 'result_unavailable',
  outgrew: 'result_unavailable',
  crashed: 'result_unavailable',
  unavailable: 'pictures_unavailable',
};

const side = z.int().positive();
const place = z.int().nonnegative();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const format = z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif', 'heic', 'bmp']);
const rect = z.object({ x: place, y: place, width: side, height: side });
const faces = { faces: z.array(rect.extend({ score: z.number() })).optional(), sideways: z.literal(true).optional() };

const prepared = z.discriminatedUnion('suits', [
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
]);
const piece = z.object({ at: place, bytes });
const shown = { extension: z.enum(['jpg', 'png']), width: side, height: side };
const finished = z.union([z.object({ bytes, ...shown }), z.object({ tag: piece, tail: piece.optional(), ...shown })]);
const composed = z.object({ bytes, width: side, height: side });
const cropped = composed.extend({ box: rect });
const compared = composed.extend({ stacked: z.boolean() });
const timeline = z.object({ grid: composed, animation: composed });

/** Everything that a picture process can do. To add an operation, add an entry here and in `handlers.ts`. */
export const operations = {
  warm: { result: z.null(), reasons: ofPhotos },
  prepare: { result: prepared, reasons: ofPhotos },
  finish: { result: finished, reasons: ofResults },
  compare: { result: compared, reasons: ofPhotos },
  timeline: { result: timeline, reasons: ofPhotos },
  numberFaces: { result: composed, reasons: ofPhotos },
  cropFace: { result: cropped, reasons: ofPhotos },
  pasteFaces: { result: composed, reasons: ofPhotos },
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type ResultOf<Name extends OperationName> = z.infer<(typeof operations)[Name]['result']>;

/**
 * A picture that fits the endpoint. `width` and `height` are those of the given picture, upright, in pixels. If it
 * `suits`, the given bytes fit as they are; otherwise `bytes` is a JPEG of the prepared size.
 *
 * `faces` are present if they were asked for: from left to right, in pixels of the picture that goes to the endpoint.
 * `sideways` means that there is no face, but there would probably be one if the picture were turned.
 */
export type PreparedPicture = z.infer<typeof prepared>;
/**
 * The endpoint's picture, ready to post: its bytes, or what to put into those that were given. A `tail` takes the place of
 * everything from a byte on.
 */
export type Finished = z.infer<typeof finished>;
/** A JPEG. */
export type ComposedPicture = z.infer<typeof composed>;
/** A JPEG of two pictures, which are side by side or `stacked`, one above the other. */
export type Comparison = z.infer<typeof compared>;
/** Pictures of several ages: all of them as a JPEG, and one after the other as an animated WebP. */
export type Timeline = z.infer<typeof timeline>;
/** A face cropped for the endpoint: a JPEG, and its box in the given picture. */
export type CroppedFace = z.infer<typeof cropped>;
