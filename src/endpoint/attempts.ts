import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { backoffMs } from './pacing/backoff.ts';
import { EndpointError } from './endpoint-error.ts';
import type { Gate, Turn } from './pacing/gate.ts';

export interface AttemptsOptions {
  readonly gate: Gate;
  readonly clock: Clock;
  /** Milliseconds since the epoch after which no attempt starts. One that has started runs on. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  readonly random?: () => number;
  /** Told of each attempt when it has ended: from 1, with its error if it failed. */
  readonly onAttempt?: (attempt: number, error: EndpointError | undefined) => void;
}

const TRIES_OF_AGAIN = 4;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * Makes a call through the gate, and again as its failure's policy says (see `POLICY`).
 * @throws the last EndpointError; ExplainedError `too_late` when not even the first attempt could start in time;
 * the signal's reason; whatever else `call` throws, at once
 */
export async function withAttempts<T>(
  call: (signal: AbortSignal | undefined) => Promise<T>,
  { gate, clock, deadline, signal, random = Math.random, onAttempt }: AttemptsOptions,
): Promise<T> {
  using inTime = startDeadline(clock, deadline, signal);
  const tries = { again: 0, once: 0 };
  let attempt = 0;
  let last: EndpointError | undefined;

  /** Inside the gate, so that a pause is in force before the next in line is let in. */
  async function attemptOnce(turn: Turn): Promise<T> {
    attempt += 1;
    try {
      const result = await call(signal);
      onAttempt?.(attempt, undefined);
      return result;
    } catch (error) {
      if (error instanceof EndpointError) {
        if (error.retry === 'wait') turn.refused(error.retryAfterMs);
        // Whom the endpoint tells what is wrong with a request, it has let through.
        if (error.fault === 'person' || error.fault === 'unclear') turn.served();
        onAttempt?.(attempt, error);
      }
      throw error;
    }
  }

  for (;;) {
    if (gate.pausedUntil >= deadline || clock.now() >= deadline) throw last ?? notStarted(gate, clock);
    try {
      return await gate.run(attemptOnce, inTime.signal, last === undefined ? 'back' : 'front');
    } catch (error) {
      signal?.throwIfAborted();
      if (error === DEADLINE) throw last ?? notStarted(gate, clock);
      if (!(error instanceof EndpointError)) throw error;
      last = error;
      if (error.retry === 'never') throw error;
      if (error.retry === 'wait') continue;
      const done = (tries[error.retry] += 1);
      if (done >= (error.retry === 'once' ? 2 : TRIES_OF_AGAIN)) throw error;
      const delayMs = Math.max(backoffMs(done - 1, FIRST_DELAY_MS, LONGEST_DELAY_MS, random), error.retryAfterMs ?? 0);
      if (clock.now() + delayMs >= deadline) throw error;
      await clock.sleep(delayMs, signal);
    }
  }
}

function notStarted(gate: Gate, clock: Clock): ExplainedError {
  return gate.pausedUntil > clock.now() ? new EndpointError('rate_limited') : new ExplainedError('too_late');
}

const DEADLINE = Symbol('deadline');

/** A signal that is aborted with the given one, or with `DEADLINE` when that comes. */
function startDeadline(
  clock: Clock,
  deadline: number,
  signal: AbortSignal | undefined,
): Disposable & { signal: AbortSignal } {
  const late = new AbortController();
  const stop = new AbortController();
  clock.sleep(deadline - clock.now(), stop.signal).then(
    () => {
      late.abort(DEADLINE);
    },
    () => undefined,
  );
  return {
    signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    [Symbol.dispose]: () => {
      stop.abort();
    },
  };
}
