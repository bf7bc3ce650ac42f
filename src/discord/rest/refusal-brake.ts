import { steadyClock, type Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import { discordBackoffMs } from './backoff.ts';

/** The part of Discord's answer that decides how many more requests can be sent. */
export interface Verdict {
  readonly status: number;
  /** For a 429: milliseconds that Discord asks to wait; `undefined` if it doesn't say. */
  readonly retryAfterMs?: number | undefined;
  /** For a 429: the limit is shared with others, so Discord doesn't count it against the bot. */
  readonly shared?: boolean;
  /** For a 429: it came from what is in front of Discord, such as Cloudflare, which blocks the whole IP address. */
  readonly blocked?: boolean;
}

/** A request that wasn't sent, because Discord would refuse it. */
export class HeldBackError extends Error {
  override readonly name = 'HeldBackError';
  /** Milliseconds until it can be sent. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`Discord is refusing requests; this one can be sent in ${Math.ceil(retryAfterMs / 1000)} s`);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Call it once with the result of a request; without a verdict if there was no answer.
 *
 * @returns milliseconds to wait before the same request is sent again; `undefined` if it wasn't refused with 429.
 */
export type Settle = (verdict?: Verdict) => number | undefined;

/** Keeps the process from sending requests that Discord would refuse. */
export interface RefusalBrake extends Disposable {
  /**
   * Waits for a slot among the requests in flight.
   *
   * @throws {HeldBackError} if the request can't be sent yet; the signal's reason.
   */
  admit(request: OutgoingRequest): Promise<Settle>;
}

export interface RefusalBrakeOptions {
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/**
 * Discord blocks an address that collects 10,000 answers of 401, 403 and 429 in 10 minutes
 * (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). This is a
 * twentieth of that. Requests in flight count too, because all of them could be refused.
 */
const MOST_REFUSED = 50;
/** Slots for first responses to interactions only, which can't wait. */
const FOR_FIRST_RESPONSES = 10;
const WINDOW_MS = 60_000;
/** Refusals within a minute that are worth a log line; a few are normal. */
const LOGGED_FROM = 10;
/** Above this number of pauses, expired ones are removed. */
const MOST_PAUSES = 1000;

interface Waiting {
  readonly limit: number;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Makes the brake that all of the process's requests to Discord share. */
export function createRefusalBrake({ clock: wallClock, logger }: RefusalBrakeOptions): RefusalBrake {
  const clock = steadyClock(wallClock);
  const ended = new AbortController();
  /** The times of refusals within the last minute, oldest first. */
  const refusals: number[] = [];
  let underWay = 0;
  let lastRefusal = -Infinity;
  let lastSuccess = -Infinity;
  let isSaid = false;
  const queue = new Set<Waiting>();
  /** After a 429, the same request waits, whichever client sends it. */
  const pauses = new Map<string, { readonly failures: number; readonly until: number }>();

  const countRefusals = (): number => {
    const since = clock.now() - WINDOW_MS;
    const current = refusals.findIndex((at) => at > since);
    refusals.splice(0, current < 0 ? refusals.length : current);
    return refusals.length;
  };

  /** Milliseconds until enough refusals are older than a minute for a slot to be free. */
  const untilPlace = (limit: number): number => {
    const leaving = refusals[countRefusals() - limit];
    return leaving === undefined ? 0 : leaving + WINDOW_MS - clock.now() + discordBackoffMs(1);
  };

  const admitWaiting = () => {
    for (const waiting of queue) {
      // In a burst of 1,000, looking at all of them after each answer would take longer than sending them.
      if (refusals.length + underWay >= MOST_REFUSED && countRefusals() === 0) return;
      const waitMs = untilPlace(waiting.limit);
      if (waitMs > 0) waiting.refuse(new HeldBackError(waitMs));
      else if (refusals.length + underWay < waiting.limit) waiting.go();
    }
  };

  const waitForPlace = (limit: number, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.delete(waiting);
        signal?.removeEventListener('abort', onAbort);
      };
      const waiting: Waiting = {
        limit,
        go() {
          leave();
          underWay += 1;
          resolve();
        },
        refuse(error) {
          leave();
          reject(error as Error);
        },
      };
      const onAbort = () => waiting.refuse(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.add(waiting);
    });

  const pause = (key: string, retryAfterMs = 0): number => {
    const before = pauses.get(key);
    const failures = before && before.until > clock.now() - WINDOW_MS ? before.failures + 1 : 1;
    const pauseMs = Math.max(retryAfterMs, discordBackoffMs(failures));
    if (pauses.size >= MOST_PAUSES) {
      for (const [other, { until }] of pauses) if (until < clock.now() - WINDOW_MS) pauses.delete(other);
    }
    pauses.set(key, { failures, until: clock.now() + pauseMs });
    return pauseMs;
  };

  const noteRefusal = ({ status, blocked = false }: Verdict) => {
    lastRefusal = clock.now();
    refusals.push(lastRefusal);
    if (isSaid || (!blocked && countRefusals() < LOGGED_FROM)) return;
    isSaid = true;
    logger.warn({ status, refused: refusals.length }, 'Discord is refusing requests; sending fewer');
    void sayWhenOver(clock.now()).catch(() => undefined);
  };

  const isOver = () => lastSuccess > lastRefusal && countRefusals() === 0;
  const sayWhenOver = async (since: number) => {
    while (!isOver()) {
      await clock.sleep(Math.max(lastRefusal + WINDOW_MS - clock.now(), 1000), ended.signal);
    }
    isSaid = false;
    logger.info({ afterMs: clock.now() - since }, 'Discord is accepting requests again');
  };

  const settle = (key: string, verdict: Verdict | undefined): number | undefined => {
    underWay -= 1;
    if (!verdict) return undefined;
    const { status, retryAfterMs, shared = false } = verdict;
    if (status < 400) lastSuccess = clock.now();
    if ((status === 401 || status === 403 || status === 429) && !shared) noteRefusal(verdict);
    if (status === 429) return pause(key, retryAfterMs);
    pauses.delete(key);
    return undefined;
  };

  return {
    async admit({ method, url, signal }) {
      signal?.throwIfAborted();
      const { pathname } = new URL(url);
      const key = `${method} ${pathname}`;
      const isFirstResponse = /\/interactions\/\d+\/[^/]+\/callback$/.test(pathname);
      const limit = MOST_REFUSED - (isFirstResponse ? 0 : FOR_FIRST_RESPONSES);
      const waitMs = Math.max((pauses.get(key)?.until ?? 0) - clock.now(), untilPlace(limit));
      if (waitMs > 0) throw new HeldBackError(waitMs);
      if (refusals.length + underWay < limit) underWay += 1;
      else await waitForPlace(limit, signal);
      return (verdict) => {
        const againMs = settle(key, verdict);
        admitWaiting();
        return againMs;
      };
    },
    [Symbol.dispose]() {
      ended.abort();
    },
  };
}
