import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { backoffMs } from './backoff.ts';
import { withForm } from './multipart.ts';
import { HeldBackError } from './refusal-brake.ts';
import type { RestTransport } from './rest-transport.ts';

/**
 * The REST client that answers interactions. It has no bot token, which those routes do not need, and no
 * limit of 50 a second, from which Discord exempts them. It neither waits for rate limits nor retries by itself:
 * {@link retryDiscordCall} does both, with a delay and an end.
 */
export function createAnswerRest(apiUrl: string, { makeRequest }: RestTransport): REST {
  const rest = new REST({
    makeRequest,
    version: '10',
    api: apiUrl,
    retries: 0,
    // Covers the upload of a picture until Discord's answer begins.
    timeout: 30_000,
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    rejectOnRateLimit: () => true,
    // One handler is made for each interaction token and is of no use after it.
    handlerSweepInterval: 60_000,
  });
  return improved(rest);
}

/** The REST client for what the bot does in its own name, under its token and Discord's global limit. */
export function createBotRest(apiUrl: string, token: string, { makeRequest }: RestTransport): REST {
  const rest = new REST({
    makeRequest,
    version: '10',
    api: apiUrl,
    retries: 0,
    timeout: 30_000,
    rejectOnRateLimit: () => true,
  });
  return improved(rest.setToken(token));
}

/**
 * Has files go out as {@link withForm} makes them, and lends each request a signal of its own: discord.js never takes
 * its listener off, so that a signal that lives as long as the process would gather one from each request.
 */
function improved(rest: REST): REST {
  const send = rest.request.bind(rest);
  rest.request = async (options) => {
    const { signal } = options;
    if (!signal) return await send(withForm(options));
    const own = new AbortController();
    const abort = () => own.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await send(withForm({ ...options, signal: own.signal }));
    } finally {
      signal.removeEventListener('abort', abort);
    }
  };
  return rest;
}

export interface RetryOptions {
  readonly clock: Clock;
  /** When to give up, in ms since the epoch. */
  readonly until: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Repeats what failed for a passing reason (5xx, 429, a lost connection, a time-out) with a growing delay, see
 * {@link backoffMs}, or with the one that Discord asks for where that is longer.
 *
 * @throws the last error, when it will not pass or the time is over; the signal's reason.
 */
export async function retryDiscordCall<T>(
  attempt: () => Promise<T>,
  { clock, until, signal }: RetryOptions,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const waitMs = retryDelay(error, failures);
      if (waitMs === undefined || clock.now() + waitMs >= until) throw error;
      await clock.sleep(waitMs, signal);
    }
  }
}

/** Milliseconds until a failed call of Discord is worth another try; `undefined` when it never is. */
function retryDelay(error: unknown, failures: number): number | undefined {
  const status = statusOf(error);
  if (status !== undefined && status < 500) return undefined;
  return Math.max(refusedForMs(error) ?? 0, backoffMs(failures));
}

/** Milliseconds for which Discord does not take a request (429), or the bot itself holds it back for that reason. */
export function refusedForMs(error: unknown): number | undefined {
  if (error instanceof HeldBackError) return error.retryAfterMs;
  return error instanceof RateLimitError ? error.retryAfter : undefined;
}

/** The HTTP status of an error that Discord answered with; `undefined` when no answer came. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : undefined;
}

/** Discord's own code in an error, such as 10062. */
export function codeOf(error: unknown): number | string | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}
