import type { Clock } from '../../../clock.ts';
import type { ShowPlace } from '../../line/waiting-line.ts';
import type { AgeRequest } from '../../request/age-request.ts';

export interface PlaceNoticesOptions {
  readonly clock: Clock;
  /** How many start before a request; `undefined` when it doesn't wait any more. */
  readonly look: (request: AgeRequest) => Promise<number | undefined>;
  readonly estimateMs: (ahead: number) => number;
  readonly showPlace: ShowPlace;
}

/** As in the waiting line of one process. */
const NOTICE_AFTER_MS = 2000;
const BETWEEN_NOTICES_MS = 6000;

/** Shows people who asked here their place, while their request waits for whichever process takes it. */
export function createPlaceNotices({ clock, look, estimateMs, showPlace }: PlaceNoticesOptions) {
  const waiting = new Map<string, AbortController>();

  const show = async (request: AgeRequest, startAt: number, signal: AbortSignal) => {
    let shown: number | undefined;
    let notices = 0;
    for (let pauseMs = NOTICE_AFTER_MS; ; pauseMs = BETWEEN_NOTICES_MS) {
      await clock.sleep(pauseMs, signal);
      const ahead = await look(request);
      if (ahead === undefined) return;
      signal.throwIfAborted();
      const position = ahead + 1;
      const startsAt = Math.max(startAt, clock.now() + estimateMs(ahead));
      if (position !== shown) showPlace(request, { position, startsAt }, signal);
      shown = position;
      notices += 1;
      // Whether it still waits is asked no more often than this.
      if (notices === 2) return;
    }
  };

  const stop = (id: string) => {
    waiting.get(id)?.abort('started');
    waiting.delete(id);
  };

  return {
    watch(request: AgeRequest, startAt: number): void {
      const ended = new AbortController();
      waiting.set(request.id, ended);
      void show(request, startAt, ended.signal)
        .catch(() => undefined)
        .finally(() => {
          if (waiting.get(request.id) === ended) waiting.delete(request.id);
        });
    },
    stop,
    stopAll() {
      for (const id of waiting.keys()) stop(id);
    },
    get size() {
      return waiting.size;
    },
  };
}
