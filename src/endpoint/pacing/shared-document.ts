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

/** The processes that used the key lately. */
export function present(seen: SharedDocument['seen'], now: number): SharedDocument['seen'] {
  return Object.fromEntries(Object.entries(seen).filter(([, at]) => at > now - GONE_AFTER_MS));
}
