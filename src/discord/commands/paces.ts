import { steadyClock, type Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { relativeTimestamp } from '../../limits/limits.ts';
import type { Atomic } from '../../storage/storage.ts';

/**
 * How often a person may use something. `usual` is for all that doesn't say otherwise. `heavy` work decodes pictures and
 * is free, so it runs once at a time for each person. What has `own` limits only asks for pictures, which have a cooldown
 * and a quota. While somebody is `typing`, Discord asks for suggestions after every few letters.
 */
export type Pace = 'usual' | 'heavy' | 'typing' | 'own';

/** Rate limit per person: the size of the burst, and the time until one more use is allowed, in ms. */
interface Rate {
  readonly atOnce: number;
  readonly everyMs: number;
}

const HEAVY: Rate = { atOnce: 5, everyMs: 10_000 };
const TYPING: Rate = { atOnce: 30, everyMs: 300 };
/** How often somebody is told that they write too fast. */
const TELLING: Rate = { atOnce: 1, everyMs: 30_000 };

/** The only place where people are slowed down in what isn't a request for a picture. */
export interface Paces {
  /**
   * Runs what a person has asked for.
   *
   * @throws {ExplainedError} `too_fast` or `one_at_a_time`; {StorageError}; what `work` throws.
   */
  run(userId: string, pace: Pace, work: () => Promise<void>): Promise<void>;
  /** What to do with a direct message: take it, or say that the person is too fast, or nothing. */
  message(userId: string): 'take' | 'tell' | 'ignore';
}

export interface PacesOptions {
  readonly clock: Clock;
  readonly atomic: Pick<Atomic, 'reserve'>;
  /** Of the `usual` pace, a third of them at once; 0 = no limit. */
  readonly actionsPerMinute: number;
  /** A keyed hash of a text. */
  readonly alias: (text: string) => string;
  /** Called each time that somebody is too fast. */
  readonly onTooFast: (pace: Exclude<Pace, 'own'> | 'message') => void;
}

export function createPaces({ clock, atomic, actionsPerMinute, alias, onTooFast }: PacesOptions): Paces {
  const atOnce = Math.ceil(actionsPerMinute / 3);
  const usual = createMeter({ atOnce, everyMs: actionsPerMinute === 0 ? 0 : 60_000 / actionsPerMinute }, clock);
  const typing = createMeter(TYPING, clock);
  const telling = createMeter(TELLING, clock);
  const atWork = new Set<string>();

  const refuse = (what: 'usual' | 'heavy' | 'typing', freeAt: number): never => {
    onTooFast(what);
    throw new ExplainedError('too_fast', { when: relativeTimestamp(freeAt, clock.now()) });
  };

  const check = (what: 'usual' | 'typing', userId: string) => {
    const freeAt = { usual, typing }[what].take(userId);
    if (freeAt !== undefined) refuse(what, freeAt);
  };

  const runHeavy = async (userId: string, work: () => Promise<void>) => {
    if (atWork.has(userId)) {
      onTooFast('heavy');
      throw new ExplainedError('one_at_a_time');
    }
    atWork.add(userId);
    try {
      // Interactions of one person may arrive at several processes, so the store counts.
      const patienceMs = (HEAVY.atOnce - 1) * HEAVY.everyMs;
      const reserved = await atomic.reserve([
        { kind: 'pace', key: `heavy:${alias(`heavy:${userId}`)}`, intervalMs: HEAVY.everyMs, patienceMs },
      ]);
      if (!reserved.granted) refuse('heavy', reserved.retryAt);
      await work();
    } finally {
      atWork.delete(userId);
    }
  };

  return {
    async run(userId, pace, work) {
      if (pace === 'own') return await work();
      check(pace === 'typing' ? 'typing' : 'usual', userId);
      await (pace === 'heavy' ? runHeavy(userId, work) : work());
    },
    message(userId) {
      if (usual.take(userId) === undefined) return 'take';
      onTooFast('message');
      return telling.take(userId) === undefined ? 'tell' : 'ignore';
    },
  };
}

/** People that are remembered at most: those who come more often than once in a while. */
const MOST_PEOPLE = 20_000;

/** Counts uses in memory: a number for each person who has used something lately. */
function createMeter({ atOnce, everyMs }: Rate, wallClock: Clock) {
  const clock = steadyClock(wallClock);
  /** Until when the uses of each person last, if each took its time. The least recent use comes first. */
  const busyUntil = new Map<string, number>();
  const tidy = () => {
    const now = clock.now();
    for (const [userId, until] of busyUntil) if (until <= now) busyUntil.delete(userId);
    for (const userId of busyUntil.keys()) if (busyUntil.size > MOST_PEOPLE / 2) busyUntil.delete(userId);
  };
  return {
    /** @returns when the next use is allowed, in ms since the epoch, if this one isn't. */
    take(userId: string): number | undefined {
      const now = clock.now();
      const from = Math.max(busyUntil.get(userId) ?? now, now);
      const freeAt = from - (atOnce - 1) * everyMs;
      if (freeAt > now) return clock.toWall(freeAt);
      if (busyUntil.size >= MOST_PEOPLE) tidy();
      busyUntil.delete(userId);
      busyUntil.set(userId, from + everyMs);
      return undefined;
    },
  };
}
