import { z } from 'zod';
import { en } from '../../i18n/en.ts';
import type { Reason } from '../../i18n/explained-error.ts';
import type { Receipt } from '../../storage/storage.ts';
import { ageRequestSchema } from './age-request.ts';

const receiptSchema: z.ZodType<Receipt> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pace'), key: z.string(), startAt: z.number(), nextAt: z.number() }),
  z.object({ kind: z.literal('quota'), key: z.string(), amount: z.number() }),
]);

/**
 * How far a request has come. What another process does with it depends on this alone:
 * `admitted` may not be acknowledged, `acknowledged` is not paid, `calling` may be paid, `called` is paid and its
 * result known, `failed` has only its sentence left to be said.
 */
const stageSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('admitted') }),
  z.object({ name: z.literal('acknowledged') }),
  z.object({
    name: z.literal('calling'),
    // Where each of several faces is a call of its own, the links of those that are done.
    done: z.array(z.string()).optional(),
    // Whether a call is in progress, which `calls` includes then. Without it, there may be one that isn't included.
    inCall: z.boolean().optional(),
  }),
  z.object({ name: z.literal('called'), resultUrl: z.string() }),
  z.object({
    name: z.literal('failed'),
    reason: z.custom<Reason>((value) => typeof value === 'string' && Object.hasOwn(en.reasons, value)),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);

/** A request from its admission to its answer. */
export const entrySchema = z.object({
  request: ageRequestSchema,
  receipts: z.array(receiptSchema).readonly(),
  /** When its turn comes, in ms since the epoch. */
  startAt: z.number(),
  stage: stageSchema,
  /** Whether a run has begun, or was left to the next process by one that stopped in order. */
  run: z.enum(['begun', 'left']).optional(),
  /** How often a process has died while it ran the request. */
  resumes: z.number().optional(),
  /** Whether a call has been repeated because nobody knows how it ended. */
  repeated: z.boolean().optional(),
  /** Calls of the endpoint that may have been paid. Written before each of them. */
  calls: z.number(),
  /** The endpoint's own id of the last call that succeeded. */
  traceId: z.string().optional(),
});

export type Entry = z.infer<typeof entrySchema>;
export type Stage = z.infer<typeof stageSchema>;
