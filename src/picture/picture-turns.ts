import { createFairQueue } from '../async/fair-queue.ts';
import { PictureJobError } from './process/picture-job-error.ts';

export interface PictureTurnsOptions {
  /** Jobs that run at once. */
  readonly slots: number;
  /** Processor time after which a job counts as long, in milliseconds. */
  readonly quickMs: number;
  /** In milliseconds since any point in time. */
  readonly now?: () => number;
}

export interface PictureTurn {
  /** Whose job it is. People take turns, however many jobs each of them has. */
  readonly person: string;
  /** Processor time that the job may use, in milliseconds. */
  readonly processorMs: number;
  /** Whether it is known beforehand that the job takes long. */
  readonly isLong: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Decides whose picture is worked on next. */
export interface PictureTurns {
  /**
   * Runs `job` when its turn comes. It may be run a second time, with more time.
   * @param job gets the processor time that it may use, in milliseconds, and rejects with a PictureJobError if it overruns
   * @throws what `job` throws; the signal's reason
   */
  run<T>(turn: PictureTurn, job: (processorMs: number) => Promise<T>): Promise<T>;
}

const SLOW_FOR_MS = 10 * 60_000;
const MOST_SLOW = 10_000;

/**
 * Two levels. Every job gets a short time at first, in which almost all end. One that doesn't, or is known to be long,
 * runs with its whole time, but long jobs never have all slots: one is always free again within the short time,
 * whatever files people send. Whoever has used up a short time without being done gets no other for a while.
 */
export function createPictureTurns({
  slots,
  quickMs,
  now = () => performance.now(),
}: PictureTurnsOptions): PictureTurns {
  const all = createFairQueue({ width: slots });
  const long = createFairQueue({ width: Math.max(1, slots - 1) });
  const never = new AbortController().signal;
  /** People whose jobs count as long, until when. The first of them began first. */
  const slowUntil = new Map<string, number>();

  const isSlow = (person: string) => (slowUntil.get(person) ?? -Infinity) > now();
  const noteSlow = (person: string) => {
    for (const [other, until] of slowUntil) {
      if (until > now() && slowUntil.size < MOST_SLOW) break;
      slowUntil.delete(other);
    }
    slowUntil.delete(person);
    slowUntil.set(person, now() + SLOW_FOR_MS);
  };

  return {
    async run({ person, processorMs, isLong, signal = never }, job) {
      const inSlot = (ms: number) => all.run(person, '', () => job(ms), signal);
      const quickly = async () => {
        // Another job of the same person may have overrun while this one waited.
        if (isSlow(person)) throw new PictureJobError('overran');
        try {
          return await job(quickMs);
        } catch (error) {
          // Noted before the slot is free, so that the next job of this person already counts as long.
          if (hasOverrun(error)) noteSlow(person);
          throw error;
        }
      };
      if (processorMs <= quickMs) return await inSlot(processorMs);
      if (!isLong && !isSlow(person)) {
        try {
          return await all.run(person, '', quickly, signal);
        } catch (error) {
          if (!hasOverrun(error)) throw error;
        }
      }
      return await long.run(person, '', () => inSlot(processorMs), signal);
    },
  };
}

function hasOverrun(error: unknown): boolean {
  return error instanceof PictureJobError && error.kind === 'overran';
}
