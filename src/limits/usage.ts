import { z } from 'zod';
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
  /** Which guilds there are each day, and what was counted before numbers had keys of their own. */
  const table = storage.table('usage', recordSchema);
  const listed = createListed();

  const list = async (day: string, guildId: string) => {
    const key = `${day}:${guildId}`;
    if (listed.has(day, guildId)) return;
    // Whoever comes second writes the same.
    if ((await table.get(key)) === undefined) await table.set(key, { calls: 0, answers: 0 }, KEPT_MS);
    listed.add(day, guildId);
  };

  const add = async (guildId: string, what: keyof UsageRecord) => {
    const day = dayOf(clock.now());
    const key = keys.usage(day, guildId, what);
    await list(day, guildId);
    // One step for all processes: any of them may work for any guild.
    await storage.atomic.reserve([{ kind: 'quota', key, amount: 1, limit: Number.MAX_SAFE_INTEGER, ttlMs: KEPT_MS }]);
  };

  return {
    ofUser: (userId) => storage.atomic.used(keys.userQuota(dayOf(clock.now()), userId)),
    ofGuild: (guildId) => storage.atomic.used(keys.guildQuota(dayOf(clock.now()), guildId)),
    endOfToday: () => endOfDay(clock.now()),
    async count(guildId = NO_GUILD, what) {
      await add(guildId, what).catch(() => undefined);
    },
    async *records() {
      for await (const [key, before] of table.entries()) {
        const [day = '', guildId = ''] = key.split(':');
        const used = (what: keyof UsageRecord) => storage.atomic.used(keys.usage(day, guildId, what));
        const [calls, answers] = await Promise.all([used('calls'), used('answers')]);
        yield { day, guildId, calls: before.calls + calls, answers: before.answers + answers };
      }
    },
  };
}

/** The guilds that this process has listed today. */
function createListed() {
  let today = '';
  let guilds = new Set<string>();
  return {
    has: (day: string, guildId: string) => day === today && guilds.has(guildId),
    add(day: string, guildId: string) {
      if (day !== today) guilds = new Set();
      today = day;
      guilds.add(guildId);
    },
  };
}
