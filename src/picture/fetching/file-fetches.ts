import { MAX_FILE_BYTES } from '../../bounds.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';

export interface FileFetchesOptions {
  readonly discordApiUrl: string;
  /** Whether that is Discord itself rather than a simulator or a proxy. */
  readonly discordIsPublic: boolean;
  /** By which Discord knows the bot. */
  readonly discordUserAgent?: string;
  /** `host:port` of the endpoint's results at private addresses, such as those of a simulator. */
  readonly trustedResultHosts: ReadonlySet<string>;
}

export interface FileFetches extends AsyncDisposable {
  /** Fetches what people posted. */
  readonly discord: GuardedFetch;
  /** Fetches what the endpoint made. */
  readonly results: GuardedFetch;
}

/** Where Discord keeps files. By convention: the list is not documented. */
const DISCORD_HOSTS = new Set([
  'cdn.discordapp.com',
  'media.discordapp.net',
  'images-ext-1.discordapp.net',
  'images-ext-2.discordapp.net',
]);

const TIMEOUT_MS = 30_000;

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
    userAgent: discordUserAgent,
    allow: ({ hostname }) => DISCORD_HOSTS.has(hostname) || (!discordIsPublic && hostname === api),
    // A simulator may keep its files at another port than its API.
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
