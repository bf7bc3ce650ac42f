import { z } from 'zod';
import type { Verdict } from './refusal-brake.ts';

const bodySchema = z.object({ retry_after: z.number() });
/** The longest wait that a header can ask for, in ms. */
const LONGEST_MS = 24 * 60 * 60_000;

/**
 * Reads a 429. Discord says in a header and in its JSON how long to wait
 * (https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit); Cloudflare, in front of it, answers with
 * HTML and often without that header.
 *
 * @param now milliseconds since the epoch, for a header that is a date.
 */
export function readRateLimit(headers: Pick<Headers, 'get'>, body: string, now: number): Verdict {
  const inBody = bodySchema.safeParse(parsed(body));
  const waits = [headerMs(headers.get('retry-after'), now), inBody.success ? inBody.data.retry_after * 1000 : 0];
  const longest = Math.max(...waits.filter((ms) => Number.isFinite(ms)), 0);
  const retryAfterMs = longest > 0 ? Math.min(longest, LONGEST_MS) : undefined;
  return {
    status: 429,
    retryAfterMs,
    shared: headers.get('x-ratelimit-scope') === 'shared',
    blocked: retryAfterMs === undefined || !inBody.success,
  };
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function headerMs(value: string | null, now: number): number {
  if (value === null) return 0;
  return /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
