export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** No header makes people wait longer; in milliseconds. */
const MAX_MS = 10 * 60_000;

/**
 * Reads `Retry-After`, seconds or a date (RFC 9110, 10.2.3).
 * @param now milliseconds since the epoch
 * @returns milliseconds to wait, from 0 to 10 minutes; undefined without such a header, or with one that makes no sense
 */
export function readRetryAfter(headers: AnswerHeaders, now = Date.now()): number | undefined {
  const header = Object.hasOwn(headers, 'retry-after') ? headers['retry-after'] : undefined;
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (value === undefined || value === '') return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : dateOf(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(Math.ceil(ms), 0), MAX_MS);
}

/** Reads only HTTP dates: `Date.parse` takes "-5" for a year. */
function dateOf(value: string): number {
  return /^[A-Z][a-z]+, /.test(value) ? Date.parse(value) : Number.NaN;
}
