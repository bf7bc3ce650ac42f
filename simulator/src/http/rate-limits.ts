import { createHash } from 'node:crypto';
import type { Fault } from './faults.ts';

/** A route and the values of its pattern's `:`. */
interface Target {
  method: string;
  pattern: string;
  ids: readonly string[];
}

export interface RateLimits {
  /** Counts a request, and returns the headers that say how many more its bucket accepts. */
  take(target: Target): Record<string, string>;
}

/** Requests per bucket and window. Further requests are still answered: only faults refuse. */
const LIMIT = 50;
const WINDOW_MS = 1000;

/**
 * The rate limit headers of Discord's answers (https://docs.discord.com/developers/topics/rate-limits#header-format).
 * Windows use real time, because clients wait for it.
 */
export function makeRateLimits(): RateLimits {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return {
    take: (target) => {
      const now = Date.now();
      if (windows.size > 1000) for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
      const key = [bucketOf(target), ...majorIds(target)].join(' ');
      const current = windows.get(key);
      const window = current && current.endsAt > now ? current : { endsAt: now + WINDOW_MS, used: 0 };
      window.used += 1;
      windows.set(key, window);
      return headers(target, Math.max(0, LIMIT - window.used), window.endsAt, now);
    },
  };
}

/** The headers of a 429. A global one belongs to no bucket. */
export function refusalHeaders(
  {
    retryAfter,
    global = false,
    scope = global ? 'global' : 'user',
  }: Extract<Fault, { rateLimit: object }>['rateLimit'],
  target: Target | undefined,
): Record<string, string> {
  const now = Date.now();
  return {
    'retry-after': String(Math.ceil(retryAfter)),
    'x-ratelimit-scope': scope,
    ...(global && { 'x-ratelimit-global': 'true' }),
    ...(target && !global && headers(target, 0, now + retryAfter * 1000, now)),
  };
}

function headers(target: Target, remaining: number, endsAt: number, now: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(LIMIT),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': (endsAt / 1000).toFixed(3),
    'x-ratelimit-reset-after': ((endsAt - now) / 1000).toFixed(3),
    'x-ratelimit-bucket': bucketOf(target),
  };
}

const bucketOf = ({ method, pattern }: Target): string =>
  createHash('sha256').update(`${method} ${pattern}`).digest('hex').slice(0, 32);

/** Each channel, guild, webhook and interaction has its own bucket. */
function majorIds({ pattern, ids }: Target): readonly string[] {
  if (/^\/(?:webhooks|interactions)\//.test(pattern)) return ids.slice(0, 2);
  return /^\/(?:channels|guilds)\//.test(pattern) ? ids.slice(0, 1) : [];
}
