import { steadyClock, type Clock } from '../../clock.ts';
import { createCallQueue, type QueuePosition } from './call-queue.ts';
import { createDurations } from './durations.ts';
import type { Turn } from './pace.ts';
import type { SharedText } from './shared-pace.ts';
import { createSharedTurns } from './shared-turns.ts';
import { createOwnTurns } from './turns.ts';

export interface GateOptions {
  /** Most calls at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly random?: () => number;
  /** Called when a pause begins or gets longer; milliseconds since the epoch. */
  readonly onPause?: (untilMs: number) => void;
  /** Most calls in a second, if the operator has set it; otherwise it is only learned. */
  readonly callsPerSecond?: number | undefined;
  /** Where all processes that use the endpoint's key share its rate; without it, this process has the key to itself. */
  readonly shared?: SharedText | undefined;
}

/** How a call tells the gate what the endpoint did with it, where returning or throwing doesn't say it. */
export interface CallFeedback {
  /**
   * The endpoint refused the call because of too many calls. The rate goes down, and all calls pause for
   * `retryAfterMs`. Without it they pause for a time that doubles with each refusal, from 0.2 to 30 s, until a call
   * succeeds; a single refusal at a known rate causes no pause.
   */
  refused(retryAfterMs?: number): void;
  /** The endpoint accepted the call, although it will end with an error. */
  accepted(): void;
  /**
   * Waits until the call may be sent. Where processes share a key, calls run a little before, so that what they do first
   * doesn't make them late. Each must await this before it sends anything.
   * @throws {TurnLost} when its turn has been taken away by a pause or a refusal: run the call again
   */
  begin(): Promise<void>;
  /** The call's bytes are sent now: to connect can take long. */
  sent(): void;
}

/**
 * Limits the calls of the endpoint: how many run at once and how fast they start. When the endpoint refuses calls, all
 * of them pause.
 */
export interface Gate {
  /**
   * Runs `call` when its turn comes: first in, first out.
   * @param signal removes the call from the queue; a call that has started runs on
   * @throws what the call throws; the signal's reason when it is aborted in the queue
   */
  run<T>(call: (feedback: CallFeedback) => Promise<T>, signal?: AbortSignal, position?: QueuePosition): Promise<T>;
  /**
   * Starts no call for `ms` milliseconds; makes a pause longer, never shorter. After a long pause one call starts alone,
   * and the others follow when it has ended without causing another pause.
   */
  pause(ms: number): void;
  /** In how many milliseconds a call would start that has `ahead` calls before it, as far as is known now. */
  estimateMs(ahead: number): number;
  /** When the pause ends, in milliseconds since the epoch; 0 when there has been none. */
  readonly pausedUntil: number;
  /** Most calls that start in a second; Infinity until the endpoint has refused one. */
  readonly perSecond: number;
  readonly active: number;
  readonly waiting: number;
}

export function createGate(options: GateOptions): Gate {
  const {
    concurrency,
    clock: wallClock,
    random = Math.random,
    onPause = () => undefined,
    callsPerSecond: given,
    shared,
  } = options;
  const clock = steadyClock(wallClock);
  const queue = createCallQueue<Turn>();
  const durations = createDurations();
  const turnsOptions = { clock, random, given, onReady: startCalls, onPause: reportPause };
  const turns = shared ? createSharedTurns({ ...turnsOptions, shared }) : createOwnTurns(turnsOptions);
  let active = 0;

  function reportPause(until: number): void {
    onPause(clock.toWall(until));
  }

  function startCalls(): void {
    while (queue.length > 0 && active < concurrency) {
      const turn = turns.next();
      if (turn === undefined) return;
      active += 1;
      queue.startNext(turn);
    }
  }

  return {
    run: async (call, signal, position = 'back') => {
      signal?.throwIfAborted();
      const place = queue.join(position, signal);
      startCalls();
      let turn = await place;
      const startedAt = clock.now();
      let wasAccepted = false;
      try {
        const result = await call({
          refused: (retryAfterMs) => turns.refused(turn, retryAfterMs),
          accepted: () => {
            wasAccepted = true;
          },
          begin: async () => {
            turn = await turns.begin(turn);
          },
          sent: () => {
            turn = turns.sent(turn);
          },
        });
        wasAccepted = true;
        return result;
      } finally {
        active -= 1;
        if (wasAccepted) durations.add(clock.now() - startedAt);
        turns.ended(turn, wasAccepted);
        startCalls();
      }
    },
    pause: (ms) => turns.pause(ms),
    estimateMs: (ahead) => {
      const free = concurrency - active;
      const forSlot = ahead < free ? 0 : ((ahead - free + 1) * durations.averageMs) / concurrency;
      const forPause = Math.max(turns.pausedUntil - clock.now(), 0);
      return Math.round(forPause + Math.max(forSlot, turns.waitMs(ahead)));
    },
    get pausedUntil() {
      return Math.max(clock.toWall(turns.pausedUntil), 0);
    },
    get perSecond() {
      return turns.perSecond;
    },
    get active() {
      return active;
    },
    get waiting() {
      return queue.length;
    },
  };
}
