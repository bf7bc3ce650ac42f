import { z } from 'zod';
import { newPaceState, paceStateSchema } from './pace.ts';
import { newSharedRate, sharedRateSchema } from './shared-rate-state.ts';

/** What processes that use the same key share: one text in the store. */
const documentSchema = z.object({
  pace: paceStateSchema,
  rate: sharedRateSchema,
  /** When each process last used the key; milliseconds since the epoch. */
  seen: z.record(z.string(), z.number()),
});

export type SharedDocument = z.infer<typeof documentSchema>;

export function newDocument(): SharedDocument {
  return { pace: newPaceState(), rate: newSharedRate(), seen: {} };
}

/** A process that hasn't used the key for so long doesn't count. */
const GONE_AFTER_MS = 30_000;

/** @returns undefined when there is none, or when a bot of another version wrote it */
export function readDocument(text: string | undefined): SharedDocument | undefined {
  if (text === undefined) return undefined;
  try {
    return documentSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** By how much a process may be wrong about the store's clock, in ms. */
const CLOCK_ERROR_MS = 5_000;

/**
 * What still holds if the store's clock was set back: times that lie ahead would make all calls wait that much longer.
 * Turns that haven't begun are given anew, as after a pause.
 */
export function afterSetBack(known: SharedDocument, now: number): SharedDocument {
  const { pace, rate, seen } = known;
  if (!Object.values(seen).some((at) => at > now + CLOCK_ERROR_MS)) return known;
  return {
    pace: { ...pace, pausedUntil: 0, pauses: pace.pauses + 1, probeUntil: 0 },
    rate: { ...rate, slot: 0, changedAt: now, lateAt: [], recent: [] },
    seen: {},
  };
}

/** The processes that used the key lately. */
export function present(seen: SharedDocument['seen'], now: number): SharedDocument['seen'] {
  return Object.fromEntries(Object.entries(seen).filter(([, at]) => at > now - GONE_AFTER_MS));
}
