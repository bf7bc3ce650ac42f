import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import { dayOf, endOfDay } from './day.ts';
import { createGathered } from './gathered.ts';
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

export interface Usage extends UsageReader, AsyncDisposable {
  /**
   * Counts a call that may have been paid, at once, or an answer with a picture, about a second later. Never rejects.
   */
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

  const add = async (day: string, guildId: string, what: keyof UsageRecord, amount: number) => {
    const key = keys.usage(day, guildId, what);
    // One step for all processes: any of them may work for any guild. On Redis both are one command.
    const counted = storage.atomic.reserve([
      { kind: 'quota', key, amount, limit: Number.MAX_SAFE_INTEGER, ttlMs: KEPT_MS },
    ]);
    await Promise.all([list(day, guildId), counted]).catch(() => undefined);
  };

  // Each would be a command of its own. Calls are compared with a bill, so no crash may lose one.
  const answers = createGathered<readonly [day: string, guildId: string]>(
    async ([day, guildId], amount) => await add(day, guildId, 'answers', amount),
    clock,
  );

  return {
    ofUser: (userId) => storage.atomic.used(keys.userQuota(dayOf(clock.now()), userId)),
    ofGuild: (guildId) => storage.atomic.used(keys.guildQuota(dayOf(clock.now()), guildId)),
    endOfToday: () => endOfDay(clock.now()),
    async count(guildId = NO_GUILD, what) {
      const day = dayOf(clock.now());
      if (what === 'calls') await add(day, guildId, what, 1);
      else answers.add([day, guildId]);
    },
    async *records() {
      for await (const [key, before] of table.entries()) {
        const [day = '', guildId = ''] = key.split(':');
        const used = (what: keyof UsageRecord) => storage.atomic.used(keys.usage(day, guildId, what));
        const [calls, answered] = await Promise.all([used('calls'), used('answers')]);
        yield { day, guildId, calls: before.calls + calls, answers: before.answers + answered };
      }
    },
    [Symbol.asyncDispose]: () => answers[Symbol.asyncDispose](),
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
