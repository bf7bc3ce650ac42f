import { z } from 'zod';
import { createLocks } from '../async/locks.ts';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import { dayOf, endOfDay } from './day.ts';
import { keys } from './keys.ts';

/** How many pictures were made today (UTC). */
export interface UsageReader {
  ofUser(userId: string): Promise<number>;
  ofGuild(guildId: string): Promise<number>;
  /** When today ends, in ms since the epoch. */
  endOfToday(): number;
}

/** What the operator pays for in one day, for one guild, or as `-` for all use outside of guilds. */
const recordSchema = z.object({ calls: z.number(), answers: z.number() });

export type UsageRecord = z.infer<typeof recordSchema>;

export interface Usage extends UsageReader {
  /** Counts a call that may have been paid, or an answer with a picture. Never rejects. */
  count(guildId: string | undefined, what: keyof UsageRecord): Promise<void>;
  /** All stored records, by UTC day and guild. */
  records(): AsyncIterable<{ readonly day: string; readonly guildId: string } & UsageRecord>;
}

/** This month and the last one, so that they can be compared with a bill. */
const KEPT_MS = 62 * 86_400_000;
const NO_GUILD = '-';

export function createUsage(storage: Storage, clock: Clock): Usage {
  const table = storage.table('usage', recordSchema);
  // Within one process, which is enough: a guild belongs to one shard. Only `-` can lose a count.
  const locks = createLocks();

  const add = async (guildId: string, what: keyof UsageRecord) => {
    const key = `${dayOf(clock.now())}:${guildId}`;
    const record = (await table.get(key)) ?? { calls: 0, answers: 0 };
    await table.set(key, { ...record, [what]: record[what] + 1 }, KEPT_MS);
  };

  return {
    ofUser: (userId) => storage.atomic.used(keys.userQuota(dayOf(clock.now()), userId)),
    ofGuild: (guildId) => storage.atomic.used(keys.guildQuota(dayOf(clock.now()), guildId)),
    endOfToday: () => endOfDay(clock.now()),
    async count(guildId = NO_GUILD, what) {
      await locks.run(guildId, () => add(guildId, what)).catch(() => undefined);
    },
    async *records() {
      for await (const [key, record] of table.entries()) {
        const [day = '', guildId = ''] = key.split(':');
        yield { day, guildId, ...record };
      }
    },
  };
}
