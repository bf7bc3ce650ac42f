import type { OperationName, ResultOf } from './operations.ts';

/**
 * The implementation of each operation. Only a picture process loads this file: the main process never loads a decoder,
 * and a picture process never loads what checks its answers (zod is a quarter of its start).
 */
export const handlers = {
  /** Does nothing: once it is answered, a process is running. */
  warm: async () => async (nothing: null) => nothing,
  prepare: async () => (await import('../codecs/prepare-picture.ts')).createPreparation(),
  finish: async () => (await import('../codecs/finish-picture.ts')).createFinishing(),
  compare: async () => (await import('../compose/before-after.ts')).composeBeforeAfter,
  timeline: async () => (await import('../compose/timeline.ts')).createTimelines(),
  numberFaces: async () => (await import('../compose/number-faces.ts')).numberFaces,
  cropFace: async () => (await import('../compose/face-crops.ts')).cropFace,
  pasteFaces: async () => (await import('../compose/face-crops.ts')).pasteFaces,
} satisfies { readonly [Name in OperationName]: () => Promise<(input: never) => Promise<ResultOf<Name>>> };

export type Handler<Name extends OperationName> = Awaited<ReturnType<(typeof handlers)[Name]>>;
export type InputOf<Name extends OperationName> = Parameters<Handler<Name>>[0];
