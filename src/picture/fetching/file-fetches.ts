import { MAX_FILE_BYTES } from '../../bounds.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';

export interface FileFetchesOptions {
  readonly discordApiUrl: string;
  /** Whether the API is Discord itself rather than a simulator or proxy. */
  readonly discordIsPublic: boolean;
  /** The bot's user agent for Discord. */
  readonly discordUserAgent?: string;
  /** `host:port` of results at private addresses, such as those of a simulated endpoint. */
  readonly trustedResultHosts: ReadonlySet<string>;
}

export interface FileFetches extends AsyncDisposable {
  /** Downloads what people posted. */
  readonly discord: GuardedFetch;
  /** Downloads the endpoint's results. */
  readonly results: GuardedFetch;
}

/** Discord's file hosts. Discord doesn't document the list. */
const DISCORD_HOSTS = new Set([
  'cdn.discordapp.com',
  'media.discordapp.net',
  'images-ext-1.discordapp.net',
  'images-ext-2.discordapp.net',
]);

const TIMEOUT_MS = 30_000;
/**
 * While nobody waits for the place or the memory of a photo's download: a busy machine may be what is slow. People can
 * choose where a photo comes from. A phone with a bad connection uploads it to Discord first.
 */
const PHOTO_TIMEOUT_MS = 120_000;
const LEAST_SPEED = { bytesPerSecond: 64 * 1024, windowMs: 4000, awaitedMs: 20_000 };
/** More photos than the bot downloads at once, so that nobody waits for a connection. */
const PHOTO_CONNECTIONS = 128;

export function createFileFetches({
  discordApiUrl,
  discordIsPublic,
  discordUserAgent,
  trustedResultHosts,
}: FileFetchesOptions): FileFetches {
  const usual = { maxBytes: MAX_FILE_BYTES, timeoutMs: TIMEOUT_MS };
  const api = new URL(discordApiUrl).hostname;
  const discord = createGuardedFetch({
    ...usual,
    timeoutMs: PHOTO_TIMEOUT_MS,
    leastSpeed: LEAST_SPEED,
    connections: PHOTO_CONNECTIONS,
    userAgent: discordUserAgent,
    allow: ({ hostname }) => DISCORD_HOSTS.has(hostname) || (!discordIsPublic && hostname === api),
    // A simulator may serve files on another port than its API.
    trustedHosts: new Set(discordIsPublic ? [] : [api]),
  });
  const results = createGuardedFetch({ ...usual, allow: () => true, trustedHosts: trustedResultHosts });
  return {
    discord,
    results,
    async [Symbol.asyncDispose]() {
      await Promise.all([discord[Symbol.asyncDispose](), results[Symbol.asyncDispose]()]);
    },
  };
}
