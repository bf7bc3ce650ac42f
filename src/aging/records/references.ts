import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { sealIndexedTable } from '../../storage/sealing/sealed-table.ts';
import type { Storage } from '../../storage/storage.ts';
import { keepNewest } from '../../storage/tables/keep-newest.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { Timings } from '../request/ports.ts';
import { referenceOf } from '../request/reference.ts';

/**
 * What is kept about an acknowledged request, so that it can be reported and explained: no picture, no link, no hash of
 * either.
 */
const referenceRecordSchema = z.object({
  /** Who asked for it. */
  userId: z.string(),
  guildId: z.string().optional(),
  channelId: z.string().optional(),
  /** When it was made, in ms since the epoch. */
  at: z.number(),
  /** In years; several of a timeline. */
  ages: z.array(z.number()),
  source: z.enum(['upload', 'message', 'avatar', 'direct message']),
  /** Why there is no picture; absent when there is one. */
  failure: z.string().optional(),
  /** Calls of the endpoint that may have been charged. Records of older versions have none of what follows. */
  calls: z.number().optional(),
  /** In ms, by part, until the answer was sent. */
  timings: z.record(z.string(), z.number().optional()).optional(),
  /** By which the vendor's support finds the endpoint's last call. */
  traceId: z.string().optional(),
});

export type ReferenceRecord = z.infer<typeof referenceRecordSchema>;

/** How a request ended. */
export interface Outcome {
  readonly failure?: string | undefined;
  readonly calls: number;
  readonly timings: Timings;
  readonly traceId?: string | undefined;
}

/** How the acknowledged requests of the last 30 days ended, by their references. */
export interface References {
  remember(request: AgeRequest, outcome?: Partial<Outcome>): Promise<void>;
  find(reference: string): Promise<ReferenceRecord | undefined>;
  /** The requests of a person, by their references. */
  about(userId: string): AsyncIterable<readonly [reference: string, record: ReferenceRecord]>;
}

const KEPT_MS = 30 * 86_400_000;
/** Of one person. Failures cost nothing, and must not push out what may have to be reported. */
const MOST_PICTURES = 5000;
const MOST_FAILURES = 200;

export function createReferences(storage: Storage, vault: Vault, clock: Clock): References {
  const table = sealIndexedTable(storage, 'references', referenceRecordSchema, vault, ({ userId }) => [userId]);
  const boundTo = (most: number, counts: (record: ReferenceRecord) => boolean) =>
    keepNewest(table, { most, ownerOf: ({ userId }) => userId, ageOf: (_reference, { at }) => at, counts });
  const bounds = [
    boundTo(MOST_PICTURES, ({ failure }) => failure === undefined),
    boundTo(MOST_FAILURES, ({ failure }) => failure !== undefined),
  ];
  return {
    async remember(request, { failure, calls, timings, traceId } = {}) {
      const { id, userId, venue, channelIds, age, timeline } = request;
      const [channelId] = channelIds;
      const record: ReferenceRecord = {
        userId,
        ...(venue.guildId && { guildId: venue.guildId }),
        ...(channelId && { channelId }),
        at: clock.now(),
        ages: timeline ?? [age],
        source: sourceOf(request),
        ...(failure !== undefined && { failure }),
        ...(calls !== undefined && { calls }),
        ...(timings && { timings: { ...timings } }),
        ...(traceId !== undefined && { traceId }),
      };
      await table.set(referenceOf(id), record, KEPT_MS);
      for (const bound of bounds) await bound(record);
    },
    find: (reference) => table.get(reference),
    about: (userId) => table.find(userId),
  };
}

function sourceOf({ subject, picture }: AgeRequest): ReferenceRecord['source'] {
  if (subject) return subject.messageUrl ? 'message' : 'avatar';
  return picture.origin ? 'direct message' : 'upload';
}

/** Describes a record in a sentence for the operator. */
export function describeRecord({ userId, guildId, channelId, at, ages, source, failure }: ReferenceRecord): string {
  const server = guildId ? `server ${guildId}` : 'no server';
  const channel = channelId ? `, channel ${channelId}` : '';
  const when = new Date(at).toISOString();
  const what = failure === undefined ? 'Made for' : 'Asked for by';
  return `${what} user ${userId} in ${server}${channel}, at ${when}, age ${ages.join(', ')}, from: ${source}.`;
}

/** Describes how a request ended, in lines for the operator. */
export function describeOutcome({ failure, calls, timings, traceId }: ReferenceRecord): string[] {
  const spent = Object.entries(timings ?? {}).map(([part, ms]) => `${part.replace(/Ms$/, '')} ${seconds(ms)}`);
  return [
    failure === undefined ? 'Outcome: answered with a picture' : `Outcome: no picture (${failure})`,
    ...(calls === undefined ? [] : [`Calls that may have been charged: ${calls}`]),
    ...(spent.length > 0 ? [`Durations: ${spent.join(', ')}`] : []),
    ...(traceId === undefined ? [] : [`trace_id of the endpoint: ${traceId}`]),
  ];
}

function seconds(ms = 0): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
