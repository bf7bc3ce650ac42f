import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { retry } from '../../async/retry.ts';
import { discordBackoffMs } from './backoff.ts';
import { withForm } from './multipart.ts';
import { HeldBackError } from './refusal-brake.ts';
import type { RestTransport } from './rest-transport.ts';

/** What is done to the JSON body of each request before it's sent. */
export type Finish = <T>(body: T) => T;

const unchanged: Finish = (body) => body;

/**
 * The REST client that answers interactions. It has no bot token, which those routes don't need, and no limit of 50 per
 * second, from which Discord exempts them. It doesn't wait for rate limits or retry: {@link retryDiscordCall} does both,
 * with a delay and an end.
 */
export function createAnswerRest(apiUrl: string, { makeRequest }: RestTransport, finish: Finish = unchanged): REST {
  const rest = new REST({
    makeRequest,
    version: '10',
    api: apiUrl,
    retries: 0,
    // Covers the upload of a picture until Discord's answer begins.
    timeout: 30_000,
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    rejectOnRateLimit: () => true,
    // discord.js makes one handler for each interaction token, useless when the token has expired.
    handlerSweepInterval: 60_000,
  });
  return withWorkarounds(rest, finish);
}

/** The REST client for what the bot does as itself, with its token and under Discord's global limit. */
export function createBotRest(
  apiUrl: string,
  token: string,
  { makeRequest }: RestTransport,
  finish: Finish = unchanged,
): REST {
  const rest = new REST({
    makeRequest,
    version: '10',
    api: apiUrl,
    retries: 0,
    timeout: 30_000,
    rejectOnRateLimit: () => true,
  });
  return withWorkarounds(rest.setToken(token), finish);
}

/**
 * Sends files as {@link withForm} makes them, and gives each request its own signal: discord.js never removes its abort
 * listener, so a signal that lives as long as the process would collect one from each request.
 */
function withWorkarounds(rest: REST, finish: Finish): REST {
  const send = rest.request.bind(rest);
  rest.request = async (given) => {
    const options = { ...given, body: finish(given.body) };
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
  /** When to stop trying, in ms since the epoch. */
  readonly until: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Retries temporary failures (5xx, 429, a lost connection, a timeout) with a growing delay, see {@link discordBackoffMs}, or
 * with the delay that Discord asks for if that's longer.
 *
 * @throws the last error, if it's permanent or the time is over; the signal's reason.
 */
export async function retryDiscordCall<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  return await retry(attempt, { ...options, delayMs: retryDelay });
}

/** Milliseconds to wait before retrying a failed call; `undefined` if it's permanent. */
function retryDelay(error: unknown, failures: number): number | undefined {
  const status = statusOf(error);
  if (status !== undefined && status < 500) return undefined;
  return Math.max(refusedForMs(error) ?? 0, discordBackoffMs(failures));
}

/** Milliseconds for which Discord (429), or the bot's own brake, doesn't accept a request. */
export function refusedForMs(error: unknown): number | undefined {
  if (error instanceof HeldBackError) return error.retryAfterMs;
  return error instanceof RateLimitError ? error.retryAfter : undefined;
}

/** The HTTP status of Discord's answer; `undefined` if there was none. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : undefined;
}

/** Discord's own code in an error, such as 10062. */
export function codeOf(error: unknown): number | string | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}
