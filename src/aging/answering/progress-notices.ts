import type { Clock } from '../../clock.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { Delivery } from '../request/ports.ts';

/** Shows the progress of a request of several calls, in as few edits as are useful. */
export interface ProgressNotices {
  /** Shows the progress if enough has changed since it was last shown. */
  show(done: number, of: number, signal: AbortSignal): void;
  /** Resolves when no notice is being sent: a late one must not replace the answer. Never rejects. */
  settled(): Promise<void>;
}

/** As in the waiting line: at most two edits before the answer. */
const MAX_NOTICES = 2;
const BETWEEN_NOTICES_MS = 5000;

/** The first notice is shown at once, the second when half is done and some time has passed. */
export function createProgressNotices(
  { delivery, clock }: { readonly delivery: Pick<Delivery, 'step'>; readonly clock: Clock },
  request: AgeRequest,
): ProgressNotices {
  let notices = 0;
  let nextAt = 0;
  let last = Promise.resolve();
  return {
    show(done, of, signal) {
      if (notices === MAX_NOTICES || clock.now() < nextAt || (notices > 0 && done * 2 < of)) return;
      notices += 1;
      nextAt = clock.now() + BETWEEN_NOTICES_MS;
      last = delivery.step(request, done, of, signal);
    },
    settled: () => last,
  };
}
