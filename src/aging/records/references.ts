import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { sealTable } from '../../storage/sealing/sealed-table.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { AgeRequest } from '../request/age-request.ts';
import { referenceOf } from '../request/reference.ts';

/** What is kept about an answer, so that it can be reported: no picture, no link, no hash of either. */
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
});

export type ReferenceRecord = z.infer<typeof referenceRecordSchema>;

/** The answers of the last 30 days, by their references. */
export interface References {
  remember(request: AgeRequest): Promise<void>;
  find(reference: string): Promise<ReferenceRecord | undefined>;
}

const KEPT_MS = 30 * 86_400_000;

export function createReferences(storage: Storage, vault: Vault, clock: Clock): References {
  const table = sealTable(storage, 'references', referenceRecordSchema, vault);
  return {
    remember: (request) => {
      const { id, userId, venue, channelIds, age, timeline } = request;
      const [channelId] = channelIds;
      return table.set(
        referenceOf(id),
        {
          userId,
          ...(venue.guildId && { guildId: venue.guildId }),
          ...(channelId && { channelId }),
          at: clock.now(),
          ages: timeline ?? [age],
          source: sourceOf(request),
        },
        KEPT_MS,
      );
    },
    find: (reference) => table.get(reference),
  };
}

function sourceOf({ subject, picture }: AgeRequest): ReferenceRecord['source'] {
  if (subject) return subject.messageUrl ? 'message' : 'avatar';
  return picture.origin ? 'direct message' : 'upload';
}

/** Describes a record in a sentence for the operator. */
export function describeRecord({ userId, guildId, channelId, at, ages, source }: ReferenceRecord): string {
  const server = guildId ? `server ${guildId}` : 'no server';
  const channel = channelId ? `, channel ${channelId}` : '';
  const when = new Date(at).toISOString();
  return `Made for user ${userId} in ${server}${channel}, at ${when}, age ${ages.join(', ')}, from: ${source}.`;
}
