import { z } from 'zod';
import { en } from '../../i18n/en.ts';
import type { Reason } from '../../i18n/explained-error.ts';
import type { animate } from '../compose/animate.ts';
import type { composeRow } from '../compose/compose-row.ts';
import type { cropFace, pasteFaces } from '../compose/face-crops.ts';
import type { numberFaces } from '../compose/number-faces.ts';
import type { FinishInput } from '../codecs/finish-picture.ts';
import type { PrepareInput } from '../codecs/prepare-picture.ts';

/** What each job of a picture process is given, by its name. */
export interface PictureInputs {
  readonly warm: null;
  readonly prepare: PrepareInput;
  readonly finish: FinishInput;
  readonly composeRow: Parameters<typeof composeRow>[0];
  readonly animate: Parameters<typeof animate>[0];
  readonly numberFaces: Parameters<typeof numberFaces>[0];
  readonly cropFace: Parameters<typeof cropFace>[0];
  readonly pasteFaces: Parameters<typeof pasteFaces>[0];
}

export type JobKind = keyof PictureInputs;

/** To a picture process: one job. */
export type JobMessage = { [Kind in JobKind]: { id: number; kind: Kind; input: PictureInputs[Kind] } }[JobKind];

const isReason = (key: unknown): key is Reason => typeof key === 'string' && Object.hasOwn(en.reasons, key);

/** From a picture process: that it is ready for jobs, or how one ended. */
export const answerSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.int(), output: z.unknown() }),
  z.object({
    id: z.int(),
    fault: z.object({
      reason: z.custom<Reason>(isReason),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
]);
export type AnswerMessage = z.infer<typeof answerSchema>;
