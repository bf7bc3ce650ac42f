import { z } from 'zod';
import { en } from '../../i18n/en.ts';
import type { Reason } from '../../i18n/explained-error.ts';
import type { FrameLimits } from './frames.ts';
import type { InputOf } from './handlers.ts';
import type { OperationName } from './operations.ts';

/** To a picture process: one job. */
export type JobMessage = { [Name in OperationName]: { id: number; kind: Name; input: InputOf<Name> } }[OperationName];

/** What a picture process may answer with. The largest results are PNGs of 50 megapixels. */
export const ANSWER_LIMITS: FrameLimits = { json: 64 * 1024, bytes: 256 * 1024 * 1024, arrays: 2 };

const isReason = (key: unknown): key is Reason => typeof key === 'string' && Object.hasOwn(en.reasons, key);

/** From a picture process: it is ready for jobs, or a job has ended. */
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
