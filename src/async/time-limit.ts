import type { Clock } from '../clock.ts';

/** A signal that is aborted at a point in time, or earlier with `signal`. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal;
  /** Whether the time is over. */
  hasExpired(): boolean;
}

/** @param at ms since the epoch. */
export function timeLimit(clock: Clock, at: number, signal: AbortSignal): TimeLimit {
  const over = new AbortController();
  const disposed = new AbortController();
  clock.sleep(at - clock.now(), disposed.signal).then(
    () => over.abort(new DOMException('The time limit of this request was reached', 'TimeoutError')),
    () => undefined,
  );
  return {
    signal: AbortSignal.any([over.signal, signal]),
    hasExpired: () => over.signal.aborted,
    [Symbol.dispose]: () => disposed.abort('disposed'),
  };
}
