/** The parts of an error that the log may contain: never a body, a header, a signed link, or a token. */
export interface SafeError {
  readonly type: string;
  readonly message: string;
  readonly reason?: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly traceId?: string;
  readonly detail?: string;
  readonly stack?: string;
  readonly cause?: SafeError;
}

const KEPT = { reason: 'string', status: 'number', traceId: 'string', detail: 'string' } as const;

/**
 * Picks what is safe and useful from an error. Errors of discord.js contain the request's body, with the bytes of
 * pictures, and its URL, with the interaction's token, so only the fields named here are copied.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: scrub(String(error)) };
  const fields = Object.entries(KEPT).flatMap(([name, type]) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === type ? [[name, typeof value === 'string' ? scrub(value) : value]] : [];
  });
  const code: unknown = Reflect.get(error, 'code');
  return {
    // discord.js puts routes in names.
    type: scrub(error.name),
    message: scrub(error.message),
    ...(Object.fromEntries(fields) as Partial<SafeError>),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error.stack && depth === 0 && { stack: scrub(error.stack) }),
    ...(error.cause !== undefined && depth < 3 && { cause: safeError(error.cause, depth + 1) }),
  };
}

/** Shortens URLs to their host, and removes what looks like a token. */
export function scrub(words: string): string {
  return words
    .replaceAll(/\b(https?|wss?|(?:redis|valkey)s?(?:\+\w+)?|unix):\/\/(?:[^\s/@]*@)?([^\s/?#]*)\S*/gi, '$1://$2/…')
    .replaceAll(/\/(interactions|webhooks)\/(\d+)\/\S+/g, '/$1/$2/…')
    .replaceAll(/\b(Bearer|Bot)\s+\S+/g, '$1 …')
    .replaceAll(/[\w-]{20,}\.[\w-]{6,}\.[\w-]{20,}/g, '…')
    .replaceAll(/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{40,}/g, '…');
}
