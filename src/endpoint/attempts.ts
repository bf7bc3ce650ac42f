import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { backoffMs } from '../async/retry.ts';
import { EndpointError } from './endpoint-error.ts';
import type { QueuePosition } from './pacing/call-queue.ts';
import type { CallFeedback, Gate } from './pacing/gate.ts';
import { TurnLost } from './pacing/turns.ts';

export interface AttemptsOptions {
  readonly gate: Gate;
  readonly clock: Clock;
  /** Milliseconds since the epoch after which no attempt starts. An attempt that has started runs on. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  readonly random?: () => number;
  /** Called at the end of each attempt: its number from 1, and its error if it failed. */
  readonly onAttempt?: (attempt: number, error: EndpointError | undefined) => void;
}

/** How a call takes its turn. */
export type CallTurn = Pick<CallFeedback, 'begin' | 'sent'>;

/** Most attempts for `again` and for `once`. */
const MAX_ATTEMPTS = { again: 4, once: 2 };
const DELAYS = { firstMs: 500, longestMs: 30_000 };

/**
 * Makes a call through the gate, and repeats it as the policy of its failure says (`POLICY`).
 * @param call must await `turn.begin()` before it sends anything, and call `turn.sent()` when it does
 * @throws {EndpointError} the last one, or `rate_limited` when all calls are paused until the deadline
 * @throws {ExplainedError} `too_late` when not even the first attempt could start in time
 * @throws the signal's reason; whatever else `call` throws, at once
 */
export async function withAttempts<T>(
  call: (signal: AbortSignal | undefined, turn: CallTurn) => Promise<T>,
  { gate, clock, deadline, signal, random = Math.random, onAttempt }: AttemptsOptions,
): Promise<T> {
  using inTime = startDeadline(clock, deadline, signal);
  const failures = { again: 0, once: 0 };
  let attempt = 0;
  let last: EndpointError | undefined;
  let position: QueuePosition = 'back';

  /** Runs inside the gate, so that a pause begins before the next call starts. */
  async function attemptOnce(feedback: CallFeedback): Promise<T> {
    try {
      const result = await call(signal, feedback);
      attempt += 1;
      onAttempt?.(attempt, undefined);
      return result;
    } catch (error) {
      if (error instanceof EndpointError) {
        attempt += 1;
        if (error.retry === 'wait') feedback.refused(error.retryAfterMs);
        // The endpoint read the request, so it wasn't refused for the rate.
        if (error.fault === 'person' || error.fault === 'unclear') feedback.accepted();
        onAttempt?.(attempt, error);
      }
      throw error;
    }
  }

  for (;;) {
    if (gate.pausedUntil >= deadline || clock.now() >= deadline) throw last ?? notStarted(gate, clock);
    try {
      return await gate.run(attemptOnce, inTime.signal, position);
    } catch (error) {
      signal?.throwIfAborted();
      position = 'front';
      if (error instanceof TurnLost) continue;
      if (error === DEADLINE) throw last ?? notStarted(gate, clock);
      if (!(error instanceof EndpointError)) throw error;
      last = error;
      if (error.retry === 'never') throw error;
      if (error.retry === 'wait') continue;
      const failed = (failures[error.retry] += 1);
      if (failed >= MAX_ATTEMPTS[error.retry]) throw error;
      const delayMs = Math.max(backoffMs(failed, { ...DELAYS, random }), error.retryAfterMs ?? 0);
      if (clock.now() + delayMs >= deadline) throw error;
      await clock.sleep(delayMs, signal);
    }
  }
}

function notStarted(gate: Gate, clock: Clock): ExplainedError {
  return gate.pausedUntil > clock.now() ? new EndpointError('rate_limited') : new ExplainedError('too_late');
}

const DEADLINE = Symbol('deadline');

/** An abort reason; without one, each abort creates an error with a stack. */
const ENDED = 'ended';

/** A signal that is aborted with the given one, or with `DEADLINE` at the deadline. */
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
      stop.abort(ENDED);
    },
  };
}
