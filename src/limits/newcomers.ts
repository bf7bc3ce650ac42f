import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { QuotaClaim, Storage } from '../storage/storage.ts';
import { dayOf, endOfDay } from './day.ts';
import { FOR_GOOD_MS, keys } from './keys.ts';

interface Asker {
  readonly userId: string;
  readonly guildId?: string | undefined;
}

/**
 * Keeps a part of the day's budget for people and servers that got a picture on an earlier day, so that a crowd of new
 * accounts can't use up all of it.
 */
export interface Newcomers {
  /**
   * What a request reserves besides the budget itself: nothing if its person or server is known.
   *
   * @throws {StorageError}
   */
  claims(asker: Asker, amount: number): Promise<QuotaClaim[]>;
  /** Remembers who got a picture. Never rejects. */
  note(asker: Asker): Promise<void>;
  /** The day of a person's first picture, for as long as they are remembered. */
  since(userId: string): Promise<string | undefined>;
  /** Forgets a person. */
  forget(userId: string): Promise<void>;
}

export interface NewcomersOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Paid calls a day over everything; 0 = no limit. */
  readonly dailyBudgetCalls: number;
  /** A keyed hash of a text: no ids are stored. */
  readonly alias: (text: string) => string;
}

/** Of the day's budget, for all newcomers together, except on the first day of all. */
const PART_A_DAY = 0.5;
/** Of the day's budget, in one hour. */
const PART_AN_HOUR = 0.2;
/** The same on the first day of all, on which a new bot is tried. */
const PART_AN_HOUR_AT_FIRST = 0.8;
/** Enough for a timeline of several faces, however small the budget is. */
const LEAST_AN_HOUR = 20;
/** After the last picture. */
const KEPT_MS = 60 * 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_NOTED = 20_000;

export function createNewcomers({ storage, clock, dailyBudgetCalls, alias }: NewcomersOptions): Newcomers {
  /** The day of the first picture, by a pseudonym, and that of the first of all. */
  const since = storage.table('regulars', z.string());
  const personKey = (userId: string) => alias(`regular:user:${userId}`);
  const serverKey = (guildId: string) => alias(`regular:server:${guildId}`);
  /** With a new key nobody is known, so this starts again, too. */
  const first = alias('regular:first');
  /** Noted by this process today. */
  const noted = new Set<string>();
  let notedOn = '';

  const isBefore = async (key: string, today: string) => ((await since.get(key)) ?? today) < today;

  const noteKey = async (key: string, today: string, ttlMs: number) => {
    if (noted.has(key)) return;
    const known = await since.get(key);
    // A day that is still to come was noted before the clock was set back.
    await since.set(key, known !== undefined && known < today ? known : today, ttlMs);
    if (noted.size < MOST_NOTED) noted.add(key);
  };

  return {
    async claims({ userId, guildId }, amount) {
      if (dailyBudgetCalls === 0) return [];
      const now = clock.now();
      const today = dayOf(now);
      if (await isBefore(personKey(userId), today)) return [];
      const [hasBegun, isKnownServer] = await Promise.all([
        isBefore(first, today),
        guildId !== undefined && isBefore(serverKey(guildId), today),
      ]);
      if (isKnownServer) return [];
      const hour = Math.floor(now / HOUR_MS);
      const quota = (key: string, limit: number, ttlMs: number): QuotaClaim => ({
        kind: 'quota',
        key,
        amount,
        limit,
        ttlMs,
      });
      const part = hasBegun ? PART_AN_HOUR : PART_AN_HOUR_AT_FIRST;
      const anHour = Math.max(LEAST_AN_HOUR, Math.ceil(dailyBudgetCalls * part));
      const ofHour = quota(keys.newcomersOfHour(hour), anHour, (hour + 1) * HOUR_MS - now);
      // Nobody can be known on the first day, so all of the budget is for newcomers, most of it in any hour.
      if (!hasBegun) return [ofHour];
      const ofDay = quota(keys.newcomersOfDay(today), Math.floor(dailyBudgetCalls * PART_A_DAY), endOfDay(now) - now);
      return [ofDay, ofHour];
    },

    async note({ userId, guildId }) {
      if (dailyBudgetCalls === 0) return;
      const today = dayOf(clock.now());
      if (today !== notedOn) noted.clear();
      notedOn = today;
      const all = [
        noteKey(first, today, FOR_GOOD_MS),
        noteKey(personKey(userId), today, KEPT_MS),
        ...(guildId === undefined ? [] : [noteKey(serverKey(guildId), today, KEPT_MS)]),
      ];
      await Promise.allSettled(all);
    },

    since: (userId) => since.get(personKey(userId)),

    async forget(userId) {
      noted.delete(personKey(userId));
      await since.delete(personKey(userId));
    },
  };
}
