import { request } from 'undici';
import type { Dispatcher } from 'undici';
import { FetchError } from './fetch-error.ts';
import { ADDRESS_REFUSED, createGuardedAgents } from './guarded-agents.ts';
import type { Resolver } from './guarded-agents.ts';
import { watchSpeeds, type Holding, type LeastSpeed } from './least-speed.ts';
import { readPlainBody } from './plain-body.ts';

const MOST_REDIRECTS = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const goneStatuses: ReadonlySet<number> = new Set([403, 404, 410]);

export interface GuardedFetchOptions {
  /** Which URLs may be fetched. It is also checked for each redirect. */
  readonly allow: (url: URL) => boolean;
  /**
   * Hosts that may use http and private addresses: `host:port` (with the port in any case), or `host` for all ports.
   */
  readonly trustedHosts: ReadonlySet<string>;
  /** Largest body, in bytes after decompression. */
  readonly maxBytes: number;
  /** Limit for a whole download, with redirects and body. */
  readonly timeoutMs: number;
  /** A slower download is given up when others suffer from it. Default: none is too slow. */
  readonly leastSpeed?: LeastSpeed | undefined;
  /** Most simultaneous connections per host. Default: 16. */
  readonly connections?: number;
  /** Replaces `dns.lookup`. */
  readonly resolve?: Resolver;
  /** The `User-Agent` header. Default: none. */
  readonly userAgent?: string | undefined;
}

export interface GuardedFetch extends AsyncDisposable {
  /**
   * Downloads one file.
   * @throws FetchError, or the signal's reason if it is aborted
   */
  fetchBytes(url: string | URL, options?: FetchOptions): Promise<Buffer>;
}

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number;
  /** Bytes before the file in its memory, which belong to it as well. Default: none. */
  readonly room?: number;
  /** What others may wait for while it downloads. Default: they always do. */
  readonly holding?: Holding;
}

const AWAITED: Holding = { isAwaited: () => true, giveWay: () => undefined };

/** Creates a downloader that is safe for URLs chosen by untrusted people. */
export function createGuardedFetch({
  allow,
  trustedHosts,
  maxBytes: usualMaxBytes,
  timeoutMs,
  leastSpeed,
  connections = 16,
  resolve,
  userAgent,
}: GuardedFetchOptions): GuardedFetch {
  const agents = createGuardedAgents({ trustedHosts, timeoutMs, connections, resolve });
  const watchSpeed = watchSpeeds(leastSpeed);

  async function get(url: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const dispatcher = agents.dispatcherFor(url);
    if (!dispatcher || !allow(url)) throw new FetchError('refused', url.host);
    // Not `fetch`: its streams took several times as much processor time. `request` also follows no redirects by
    // itself.
    return await request(url, {
      dispatcher,
      signal,
      // Pictures don't compress further, and what is never decompressed can't be a decompression bomb.
      headers: { accept: 'image/*', 'accept-encoding': 'identity', ...(userAgent && { 'user-agent': userAgent }) },
    });
  }

  /** Follows redirects itself, so that each one is checked. */
  async function download(
    start: URL,
    signal: AbortSignal,
    { visit, ...reading }: ReadOptions & { visit: (url: URL) => void },
  ) {
    let url = start;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      visit(url);
      const response = await get(url, signal);
      const location = redirects.has(response.statusCode) ? headerOf(response, 'location') : undefined;
      if (location === undefined) return await readBody(response, url.host, reading);
      abandon(response);
      const next = URL.parse(location, url.href);
      if (!next) break;
      url = next;
    }
    throw new FetchError('refused', url.host);
  }

  return {
    async fetchBytes(input, { signal, maxBytes = usualMaxBytes, room = 0, holding = AWAITED } = {}) {
      signal?.throwIfAborted();
      let url = URL.parse(String(input));
      if (!url) throw new FetchError('refused', '');
      const deadline = new AbortController();
      let kind: 'too_slow' | 'timeout' = 'timeout';
      const timer = setTimeout(() => deadline.abort(), timeoutMs);
      using speed = watchSpeed(holding, (why) => {
        kind = why;
        deadline.abort();
      });
      try {
        const either = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
        const bytes = await orAborted(
          download(url, either, { visit: (visited) => (url = visited), maxBytes, room, onBytes: speed.count }),
          either,
        );
        speed.end();
        return bytes;
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (deadline.signal.aborted) throw new FetchError(kind, url.host);
        throw toFetchError(error, url.host);
      } finally {
        clearTimeout(timer);
      }
    },
    [Symbol.asyncDispose]: () => agents[Symbol.asyncDispose](),
  };
}

interface ReadOptions {
  readonly maxBytes: number;
  readonly room: number;
  readonly onBytes: (bytes: number) => void;
}

async function readBody(
  response: Dispatcher.ResponseData,
  host: string,
  { maxBytes, room, onBytes }: ReadOptions,
): Promise<Buffer> {
  const failure = refusalOf(response, host, maxBytes);
  if (failure) {
    abandon(response);
    throw failure;
  }
  const body = await readPlainBody(response.body, {
    encoding: headerOf(response, 'content-encoding'),
    length: headerOf(response, 'content-length'),
    maxBytes,
    room,
    onBytes,
  });
  if (body === 'too heavy') throw new FetchError('too_heavy', host);
  return body;
}

function refusalOf(response: Dispatcher.ResponseData, host: string, maxBytes: number): FetchError | undefined {
  const { statusCode: status } = response;
  if (goneStatuses.has(status)) return new FetchError('gone', host, { status });
  if (status < 200 || status > 299) return new FetchError('status', host, { status });
  // The declared length only saves a download. Counting the received bytes is what protects.
  if (Number(headerOf(response, 'content-length')) > maxBytes) return new FetchError('too_heavy', host);
  return undefined;
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Closes the connection instead of reading a body that nobody needs. */
function abandon({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => undefined).destroy();
}

/** Rejects as soon as the signal aborts. `request` only notices an abort once it has a connection. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    work.catch(() => undefined);
  }
}

/** The code of the innermost cause tells what happened. */
function toFetchError(error: unknown, host: string): FetchError {
  if (error instanceof FetchError) return error;
  let code: string | undefined;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') code = cause.code;
  }
  if (code === ADDRESS_REFUSED) return new FetchError('refused', host, { code });
  const timedOut = code !== undefined && /TIMEOUT|TIMEDOUT/.test(code);
  return new FetchError(timedOut ? 'timeout' : 'unreachable', host, { code });
}
