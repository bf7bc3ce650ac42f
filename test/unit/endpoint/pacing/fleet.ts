import type { Clock } from '../../../../src/clock.ts';
import { type CallTurn, withAttempts } from '../../../../src/endpoint/attempts.ts';
import { createGate } from '../../../../src/endpoint/pacing/gate.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createRateLimitedEndpoint, type RateLimitedOptions } from './rate-limited-endpoint.ts';
import { createSharedText } from './shared-text.ts';

export interface FleetOptions extends Omit<RateLimitedOptions, 'clock' | 'latencyMs' | 'counts'> {
  readonly processes: number;
  readonly latencyMs?: number;
  readonly counts?: RateLimitedOptions['counts'];
  /** How far the clocks of the first and the last process are from the store's. */
  readonly skewMs?: number;
  readonly callsPerSecond?: number;
  /** How late timers are at most. */
  readonly lateMs?: number;
  /** How long each process needs at most before it can send its first two calls; later ones take up to 3 ms. */
  readonly firstMs?: number;
  readonly seed?: number;
}

/** Random numbers that are the same in every run (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Several processes that share one key, over one store, at an endpoint that limits its rate; all in simulated time. */
export function startFleet(options: FleetOptions) {
  const {
    processes,
    latencyMs = 100,
    counts = 'at the start',
    skewMs = 0,
    callsPerSecond,
    lateMs = 2,
    firstMs = 0,
    seed = 1,
    ...limit
  } = options;
  const random = seededRandom(seed);
  const clock = createFakeClock();
  const startedAt = clock.now();
  const store = createSharedText(clock, () => 0.25 + random());
  // Networks are never even.
  const unevenMs = (): number => latencyMs * (0.9 + random() / 5);
  const endpoint = createRateLimitedEndpoint({ ...limit, counts, clock, latencyMs: unevenMs });

  const requests = Array.from({ length: processes }, (_, n) => {
    const own = skewed(clock, skewMs * (processes === 1 ? 1 : (2 * n) / (processes - 1) - 1), () => lateMs * random());
    const gate = createGate({ concurrency: 8, clock: own, random, shared: store, callsPerSecond });
    let calls = 0;
    const call = async (_signal: unknown, turn: CallTurn): Promise<void> => {
      calls += 1;
      await clock.sleep((calls <= 2 ? firstMs : 3) * random());
      await turn.begin();
      turn.sent();
      await endpoint.call();
    };
    return (): Promise<void> => withAttempts(call, { gate, clock: own, deadline: own.now() + 3_600_000, random });
  });

  return {
    clock,
    store,
    endpoint,
    /** Requests that come at the same time, to each process as many. */
    crowd: (count: number) =>
      Promise.all(Array.from({ length: count }, async (_, n) => await requests[n % processes]?.())),
    figures: () => {
      const [served, refused] = [endpoint.served.length, endpoint.refused.length];
      const idealMs = ((served - limit.burst) / limit.ratePerSecond) * 1_000;
      return {
        served,
        refusedShare: refused / (served + refused),
        ofIdeal: ((endpoint.served.at(-1) ?? 0) - startedAt) / idealMs,
        commandsPerCall: store.commands / (served + refused),
      };
    },
  };
}

/** A process' clock, whose timers are late. */
function skewed(clock: Clock, skewMs: number, lateMs: () => number): Clock {
  return { now: () => clock.now() + skewMs, sleep: (ms, signal) => clock.sleep(ms + lateMs(), signal) };
}
