import type { APIGatewayBotInfo } from 'discord.js';
import { createLocks } from '../../../async/locks.ts';
import type { Clock } from '../../../clock.ts';
import type { Atomic } from '../../../storage/storage.ts';

/** How many session starts Discord allows, https://discord.com/developers/docs/events/gateway#session-start-limit-object */
export type SessionStarts = APIGatewayBotInfo['session_start_limit'];

/** The queue in which shards of all processes wait to start a session. */
export interface IdentifyQueue {
  /** Resolves when the shard may identify, now; rejects only with the signal's reason. */
  wait(shard: number, signal: AbortSignal): Promise<void>;
}

export interface IdentifyQueueOptions {
  readonly atomic: Pick<Atomic, 'reserve'>;
  readonly clock: Clock;
  /** Asks Discord how many session starts are left; what was known before, if Discord can't say. */
  sessionStarts(): Promise<SessionStarts>;
  /** Few session starts are left, so that none is made for now. */
  onSpent(starts: SessionStarts): void;
}

/** Discord's window is 5 s (https://discord.com/developers/docs/events/gateway#rate-limiting). */
const EVERY_MS = 5600;
/** A turn that came later than this after it was asked for may be too near to the next: it isn't used, in ms. */
const STALE_MS = 500;
const LOOK_AGAIN_MS = 1000;
/** At the end of the day's session starts, Discord ends all sessions and resets the token. */
const KEPT_PART = 0.1;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * One queue for all processes, by the store: each of Discord's `max_concurrency` buckets starts one session in 5 s.
 * Without the store, the queue is this process' own. It stops before the day's session starts are used up.
 */
export function createIdentifyQueue({ atomic, clock, sessionStarts, onSpent }: IdentifyQueueOptions): IdentifyQueue {
  const locks = createLocks();
  const turns = new Map<string, number>();
  let isSpent = false;

  /** How many can start at once, as soon as there are enough session starts left. */
  async function enough(signal: AbortSignal): Promise<number> {
    for (;;) {
      const starts = await sessionStarts();
      signal.throwIfAborted();
      if (starts.remaining >= starts.total * KEPT_PART) {
        isSpent = false;
        return Math.max(1, starts.max_concurrency);
      }
      if (!isSpent) onSpent(starts);
      isSpent = true;
      await clock.sleep(Math.min(Math.max(starts.reset_after, LOOK_AGAIN_MS), LONGEST_WAIT_MS), signal);
    }
  }

  /** @returns 0 when the turn is now; otherwise milliseconds after which to ask again. */
  async function ask(key: string): Promise<number> {
    const askedAt = clock.now();
    const turn = await atomic.reserve([{ kind: 'pace', key, intervalMs: EVERY_MS, patienceMs: 0 }]);
    const now = clock.now();
    if (!turn.granted) {
      const waitMs = turn.retryAt - now;
      // Nobody takes a turn that far ahead: the clock was set back since.
      return waitMs > EVERY_MS ? askHere(key) : Math.min(Math.max(waitMs, 1), LOOK_AGAIN_MS);
    }
    return now - askedAt > STALE_MS ? LOOK_AGAIN_MS : 0;
  }

  function askHere(key: string): number {
    const now = clock.now();
    const waitMs = Math.max(0, (turns.get(key) ?? 0) - now);
    if (waitMs === 0) turns.set(key, now + EVERY_MS);
    return waitMs;
  }

  return {
    async wait(shard, signal) {
      const atOnce = await enough(signal);
      const key = `identify:${shard % atOnce}`;
      await locks.run(key, async () => {
        for (;;) {
          // Those before it may have used the last.
          await enough(signal);
          const waitMs = await ask(key).catch(() => askHere(key));
          if (waitMs === 0) return;
          await clock.sleep(waitMs, signal);
        }
      });
    },
  };
}
