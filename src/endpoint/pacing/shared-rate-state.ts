import { z } from 'zod';

/** What is known of the rate of a shared key, as plain JSON. Times are in milliseconds since the epoch. */
export const sharedRateSchema = z.object({
  perSecond: z.number().positive(),
  /** When the last turn begins. */
  slot: z.number(),
  /** How many turns there have been, and the time in which they followed each other. */
  turns: z.number(),
  busyMs: z.number(),
  /** By how much calls that started late have delayed the turns after them. */
  delayedMs: z.number().default(0),
  /** By which share the rate grows next, and how often it has grown since it was lowered. */
  step: z.number(),
  grown: z.number(),
  /** The rate before it last grew; absent if it hasn't since it was lowered. */
  previous: z.number().optional(),
  /** When the rate last changed, and how many calls that were asked for since then were accepted. */
  changedAt: z.number(),
  accepted: z.number(),
  /**
   * The turn whose refusal last lowered the rate, which rate that was, how many turns had been given by then, and how many
   * of those after the refused one were refused or not used; absent while no call has been refused.
   */
  refused: z
    .object({
      turn: z.number(),
      busyMs: z.number(),
      perSecond: z.number().optional(),
      given: z.number(),
      others: z.number(),
    })
    .optional(),
  /** When calls were sent that were late, within one second. */
  lateAt: z.array(z.number()).default([]),
  /** How many refusals were excused since the rate last changed. */
  excused: z.number().default(0),
  /** When the turns of the last second began; empty once a call has been refused. */
  recent: z.array(z.number()),
});

export type SharedRateState = z.infer<typeof sharedRateSchema>;

const FIRST_RATE = 4;
/** By which share the rate grows while nothing is known. */
const FIRST_STEP = 0.35;

export function newSharedRate(): SharedRateState {
  const counts = { turns: 0, busyMs: 0, delayedMs: 0, grown: 0, accepted: 0 };
  return {
    ...counts,
    perSecond: FIRST_RATE,
    slot: 0,
    step: FIRST_STEP,
    changedAt: 0,
    lateAt: [],
    excused: 0,
    recent: [],
  };
}
