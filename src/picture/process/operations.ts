import { z } from 'zod';
import type { Reason } from '../../i18n/explained-error.ts';
import type { PictureJobError } from './picture-job-error.ts';

type FailureReasons = Readonly<Record<PictureJobError['kind'], Reason>>;

interface Operation<Input, Result extends z.ZodType> {
  /** Checks the answer in the main process, because the process that gives it has read strangers' files. */
  readonly result: Result;
  /** What a person is told when the process fails. */
  readonly reasons: FailureReasons;
  /** Loads the implementation. Only a picture process may call it: the main process never loads a decoder. */
  readonly load: () => Promise<(input: Input) => Promise<z.infer<Result>>>;
}

function operation<Input, Result extends z.ZodType>(declared: Operation<Input, Result>): Operation<Input, Result> {
  return declared;
}

const ofPhotos: FailureReasons = {
  overran: 'picture_took_too_long',
  crashed: 'picture_damaged',
  unavailable: 'pictures_unavailable',
};
const ofResults: FailureReasons = {
  overran: 'result_unavailable',
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
const tag = z.object({ at: place, bytes });
const shown = { extension: z.enum(['jpg', 'png']), width: side, height: side };
const finished = z.union([z.object({ bytes, ...shown }), z.object({ tag, ...shown })]);
const composed = z.object({ bytes, width: side, height: side });
const cropped = composed.extend({ box: rect });

/** Everything that a picture process can do. A new operation is a new entry here. */
export const operations = {
  /** Does nothing: once it is answered, a process is running. */
  warm: operation({
    result: z.null(),
    reasons: ofPhotos,
    load: async () => async (nothing: null) => nothing,
  }),
  prepare: operation({
    result: prepared,
    reasons: ofPhotos,
    load: async () => (await import('../codecs/prepare-picture.ts')).createPreparation(),
  }),
  finish: operation({
    result: finished,
    reasons: ofResults,
    load: async () => (await import('../codecs/finish-picture.ts')).finishPicture,
  }),
  composeRow: operation({
    result: composed,
    reasons: ofPhotos,
    load: async () => (await import('../compose/compose-row.ts')).composeRow,
  }),
  animate: operation({
    result: composed,
    reasons: ofPhotos,
    load: async () => (await import('../compose/animate.ts')).animate,
  }),
  numberFaces: operation({
    result: composed,
    reasons: ofPhotos,
    load: async () => (await import('../compose/number-faces.ts')).numberFaces,
  }),
  cropFace: operation({
    result: cropped,
    reasons: ofPhotos,
    load: async () => (await import('../compose/face-crops.ts')).cropFace,
  }),
  pasteFaces: operation({
    result: composed,
    reasons: ofPhotos,
    load: async () => (await import('../compose/face-crops.ts')).pasteFaces,
  }),
};

export type OperationName = keyof typeof operations;
export type Handler<Name extends OperationName> = Awaited<ReturnType<(typeof operations)[Name]['load']>>;
export type InputOf<Name extends OperationName> = Parameters<Handler<Name>>[0];
export type ResultOf<Name extends OperationName> = z.infer<(typeof operations)[Name]['result']>;

/**
 * A picture that fits the endpoint. `width` and `height` are those of the picture as given, upright, in pixels. If it
 * `suits`, the given bytes fit as they are; otherwise `bytes` is a JPEG of the prepared size.
 *
 * `faces` are present if they were asked for: from left to right, in the pixels of the picture that goes to the endpoint.
 * `sideways` says that there is no face, but probably would be if the picture were turned.
 */
export type PreparedPicture = z.infer<typeof prepared>;
/** The endpoint's picture, ready to be posted: its bytes, or what has to be put into those that were given. */
export type Finished = z.infer<typeof finished>;
/** A JPEG, or a WebP if it moves. */
export type ComposedPicture = z.infer<typeof composed>;
/** A face cut out for the endpoint: a JPEG, and the box in the given picture that it shows. */
export type CroppedFace = z.infer<typeof cropped>;
