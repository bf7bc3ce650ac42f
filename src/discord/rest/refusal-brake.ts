import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/logger.ts';
import { backoffMs } from './backoff.ts';

/** What Discord answered to a request, as far as it matters for how many more may be sent. */
export interface Verdict {
  readonly status: number;
  /** Of a 429: milliseconds that Discord asks to wait; `undefined` when it does not say. */
  readonly retryAfterMs?: number | undefined;
  /** Of a 429: the limit is shared with others, so Discord does not hold it against the bot. */
  readonly shared?: boolean;
  /** Of a 429: it came from what stands before Discord, such as Cloudflare, which blocks the whole address. */
  readonly blocked?: boolean;
}

/** A request that was not sent, since Discord would refuse it. */
export class HeldBackError extends Error {
  override readonly name = 'HeldBackError';
  /** Milliseconds until it is worth another try. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`Discord refuses requests; this one may be sent in ${Math.ceil(retryAfterMs / 1000)} s`);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * To be told once what came of a request; without a verdict when no answer came.
 *
 * @returns milliseconds to wait before the same request is sent again; `undefined` when it was not refused with 429.
 */
export type Settle = (verdict?: Verdict) => number | undefined;

/** Keeps the process from sending what Discord would refuse. */
export interface RefusalBrake extends Disposable {
  /**
   * Waits for a place among the requests that are under way.
   *
   * @throws {HeldBackError} when the request must not be sent yet; the signal's reason.
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
 * twentieth of that. What is under way counts too, since it may all be refused.
 */
const MOST_REFUSED = 50;
/** Places that only first responses to interactions may take: they cannot wait. */
const FOR_FIRST_RESPONSES = 10;
const WINDOW_MS = 60_000;
/** So many refusals within a minute are worth a line in the log; a few are normal. */
const WORTH_SAYING = 10;
/** When there are so many pauses of single routes, those that are over are forgotten. */
const MOST_PAUSES = 1000;

interface Waiting {
  readonly limit: number;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Makes the brake that all requests of the process to Discord share. */
export function createRefusalBrake({ clock, logger }: RefusalBrakeOptions): RefusalBrake {
  const ended = new AbortController();
  /** When requests were refused within the last minute, oldest first. */
  let refusals: number[] = [];
  let underWay = 0;
  let lastRefusal = -Infinity;
  let lastSuccess = -Infinity;
  let isSaid = false;
  const queue = new Set<Waiting>();
  /** After a 429 the same request waits, whoever makes it. */
  const pauses = new Map<string, { readonly failures: number; readonly until: number }>();

  const countRefusals = (): number => {
    const since = clock.now() - WINDOW_MS;
    refusals = refusals.filter((at) => at > since);
    return refusals.length;
  };

  /** Milliseconds until so many refusals lie more than a minute back that there can be a place. */
  const untilPlace = (limit: number): number => {
    const leaving = refusals[countRefusals() - limit];
    return leaving === undefined ? 0 : leaving + WINDOW_MS - clock.now() + backoffMs(1);
  };

  const admitWaiting = () => {
    for (const waiting of queue) {
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
    const pauseMs = Math.max(retryAfterMs, backoffMs(failures));
    if (pauses.size >= MOST_PAUSES) {
      for (const [other, { until }] of pauses) if (until < clock.now() - WINDOW_MS) pauses.delete(other);
    }
    pauses.set(key, { failures, until: clock.now() + pauseMs });
    return pauseMs;
  };

  const noteRefusal = ({ status, blocked = false }: Verdict) => {
    lastRefusal = clock.now();
    refusals.push(lastRefusal);
    if (isSaid || (!blocked && countRefusals() < WORTH_SAYING)) return;
    isSaid = true;
    logger.warn({ status, refused: refusals.length }, 'Discord refuses requests; fewer are sent until it takes them');
    void sayWhenOver(clock.now()).catch(() => undefined);
  };

  const isOver = () => lastSuccess > lastRefusal && countRefusals() === 0;
  const sayWhenOver = async (since: number) => {
    while (!isOver()) {
      await clock.sleep(Math.max(lastRefusal + WINDOW_MS - clock.now(), 1000), ended.signal);
    }
    isSaid = false;
    logger.info({ afterMs: clock.now() - since }, 'Discord takes requests again');
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
