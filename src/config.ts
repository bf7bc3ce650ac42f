import { z } from 'zod';
import { MAX_AGE, MIN_AGE } from './bounds.ts';

/** The environment is not valid. The message names each bad variable and what it should be, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const wholeNumber = (min: number, max: number, unit: string) => {
  const error = `should be a whole number of ${unit} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
};

const httpUrl = (error: string) =>
  z
    .url({ protocol: /^https?$/, error, abort: true })
    .refine((value) => !new URL(value).username && !new URL(value).search, { error })
    .transform((value) => value.replace(/\/+$/, ''));

const PAGE_URL = 'should be the http or https address of a page, in at most 512 characters';
/** Discord accepts no longer links on buttons. */
const pageUrl = z.url({ protocol: /^https?$/, error: PAGE_URL }).max(512, { error: PAGE_URL });

const secret = (error: string) => z.string({ error }).regex(/^\S+$/, { error });

const snowflake = (error: string) => z.string().regex(/^\d{15,22}$/, { error });

const guildIds = z
  .string()
  .regex(/^\d{15,22}(\s*,\s*\d{15,22})*$/, { error: 'should be server ids separated by commas: digits only' })
  .transform((list) => new Set(list.split(/\s*,\s*/)));

const shardIds = z
  .string()
  .regex(/^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/, {
    error: 'should be shard numbers such as 0,1,2 or 0-3',
    abort: true,
  })
  .transform((list) =>
    list.split(',').flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
    }),
  )
  .refine((ids) => ids.length > 0 && new Set(ids).size === ids.length, {
    error: 'should be shard numbers such as 0,1,2 or 0-3, each once',
  });

const ROLES = ['receiver', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const roleList = z
  .string()
  .transform((list) => new Set(list.split(',').map((name) => name.trim())))
  .refine((names): names is Set<Role> => names.isSubsetOf(new Set<string>(ROLES)), {
    error: 'should be receiver, worker or receiver,worker',
  });

const onOff = z.enum(['on', 'off'], { error: 'should be on or off' });

const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,8})?$/, { error: 'should be a price in US dollars such as 0.005' })
  .transform(Number);

const webhookUrl = z.string().regex(/^https?:\/\/[^/\s]+\/(\S*\/)?webhooks\/\d+\/[\w-]+$/, {
  error: 'should be the address of a Discord webhook: https://discord.com/api/webhooks/…',
});

const storageUrl = z.string().regex(/^(sqlite:\/\/.+|rediss?:\/\/.+|memory:)$/, {
  error: 'should be sqlite://PATH, redis://HOST:PORT, rediss://HOST:PORT or memory:',
});

const storageKeys = z
  .string()
  .refine(
    (list) =>
      list
        .split(',')
        .every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key.trim()) && Buffer.from(key.trim(), 'base64').length === 32),
    { error: 'should be 32 bytes in base64 (openssl rand -base64 32), or several of them separated by commas' },
  );

const environment = z.object({
  DISCORD_TOKEN: secret(
    'should be the token from the Bot page of your application at https://discord.com/developers/applications',
  ).transform((token) => token.replace(/^Bot(?=.{20})\s*/, '')),
  ACEDATACLOUD_API_TOKEN: secret('should be the API key of your application at https://platform.acedata.cloud'),
  ACEDATACLOUD_API_BASE_URL: httpUrl('should be an http or https address without a query').default(
    'https://api.acedata.cloud',
  ),
  FACE_REQUEST_TIMEOUT: wholeNumber(1, 600, 'seconds').default(120),
  ENDPOINT_CONCURRENCY: wholeNumber(1, 1000, 'calls').default(8),
  STORAGE_URL: storageUrl.default('sqlite://data/face-age-bot.db'),
  STORAGE_KEY: storageKeys.optional(),
  GUILD_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds').default(2),
  DM_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds').default(5),
  USER_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds').default(10),
  QUEUE_PATIENCE_SECONDS: wholeNumber(0, 600, 'seconds').default(60),
  GUILD_QUEUE_LIMIT: wholeNumber(0, 100_000, 'requests').default(40),
  USER_DAILY_QUOTA: wholeNumber(0, 1_000_000, 'pictures').default(20),
  GUILD_DAILY_QUOTA: wholeNumber(0, 1_000_000, 'pictures').default(0),
  DAILY_BUDGET_CALLS: wholeNumber(0, 1_000_000_000, 'calls').default(500),
  CALL_PRICE_USD: price.default(0.005),
  OWNER_ALERT_WEBHOOK: webhookUrl.optional(),
  MIN_AGE: wholeNumber(MIN_AGE, MAX_AGE, 'years').default(MIN_AGE),
  ALLOWED_GUILDS: guildIds.optional(),
  DIRECT_MESSAGES: onOff.default('on'),
  USER_INSTALL: onOff.default('on'),
  FACE_DETECTION: onOff.default('on'),
  FACE_REGIONS: z.enum(['crop', 'rect'], { error: 'should be crop or rect' }).default('crop'),
  RESULT_MARK: onOff.default('on'),
  PICTURE_MEMORY_MB: wholeNumber(1, 65_536, 'MB').default(256),
  ROLES: roleList.default(new Set(ROLES)),
  SHARDS: shardIds.optional(),
  SHARD_COUNT: wholeNumber(1, 100_000, 'shards').optional(),
  SHUTDOWN_SECONDS: wholeNumber(0, 600, 'seconds').default(25),
  PORT: wholeNumber(0, 65_535, 'a TCP port').default(8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpUrl('should be the address at which PORT is reached from the internet').optional(),
  DEV_GUILD_ID: snowflake('should be the id of a server: digits only').optional(),
  DISCORD_API_URL: httpUrl('should be an http or https address such as https://discord.com/api').default(
    'https://discord.com/api',
  ),
  DISCORD_CDN_URL: httpUrl('should be an http or https address such as https://cdn.discordapp.com').default(
    'https://cdn.discordapp.com',
  ),
  PRIVACY_URL: pageUrl.optional(),
  SUPPORT_URL: pageUrl.optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'should be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
});

/** The configuration, in the units of its names: seconds become milliseconds where the name ends in `Ms`. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment once. An empty variable counts as unset; an unknown one is no error.
 *
 * @throws {ConfigError} naming each bad variable and what it should be.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env) {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const vars = parsed.data;
  checkShards(vars.SHARDS, vars.SHARD_COUNT);
  if (vars.PUBLIC_URL && vars.PORT === 0) {
    throw new ConfigError(['PORT should not be 0 when PUBLIC_URL is set: PUBLIC_URL leads to it']);
  }
  if (vars.ROLES.size < ROLES.length && !/^rediss?:/.test(vars.STORAGE_URL)) {
    throw new ConfigError([
      'ROLES should be receiver,worker unless STORAGE_URL is a Redis: only there a queue is shared',
    ]);
  }
  return {
    /** What this process does: receive what people ask for, make pictures, or both. */
    roles: vars.ROLES,
    discord: {
      token: vars.DISCORD_TOKEN,
      apiUrl: vars.DISCORD_API_URL,
      cdnUrl: vars.DISCORD_CDN_URL,
      /** Whether this is Discord itself, rather than a simulator or a proxy. */
      isPublicApi: vars.DISCORD_API_URL === 'https://discord.com/api',
      // A number of shards alone means that this process runs all of them.
      shards: vars.SHARDS ?? allShards(vars.SHARD_COUNT),
      shardCount: vars.SHARD_COUNT,
      devGuildId: vars.DEV_GUILD_ID,
    },
    endpoint: {
      token: vars.ACEDATACLOUD_API_TOKEN,
      baseUrl: vars.ACEDATACLOUD_API_BASE_URL,
      timeoutMs: vars.FACE_REQUEST_TIMEOUT * 1000,
      concurrency: vars.ENDPOINT_CONCURRENCY,
    },
    storage: { url: vars.STORAGE_URL, key: vars.STORAGE_KEY },
    limits: {
      guildCooldownMs: vars.GUILD_COOLDOWN_SECONDS * 1000,
      userCooldownMs: vars.USER_COOLDOWN_SECONDS * 1000,
      dmCooldownMs: vars.DM_COOLDOWN_SECONDS * 1000,
      patienceMs: vars.QUEUE_PATIENCE_SECONDS * 1000,
      guildQueueLimit: vars.GUILD_QUEUE_LIMIT,
      userDailyQuota: vars.USER_DAILY_QUOTA,
      guildDailyQuota: vars.GUILD_DAILY_QUOTA,
      dailyBudgetCalls: vars.DAILY_BUDGET_CALLS,
      minAge: vars.MIN_AGE,
    },
    access: {
      allowedGuilds: vars.ALLOWED_GUILDS,
      directMessages: vars.DIRECT_MESSAGES === 'on',
      userInstall: vars.USER_INSTALL === 'on',
    },
    faces: { faceDetection: vars.FACE_DETECTION === 'on', faceRegions: vars.FACE_REGIONS },
    cornerMark: vars.RESULT_MARK === 'on',
    pictureMemoryBytes: vars.PICTURE_MEMORY_MB * 1024 * 1024,
    callPriceUsd: vars.CALL_PRICE_USD,
    alertWebhook: vars.OWNER_ALERT_WEBHOOK,
    links: { privacy: vars.PRIVACY_URL, support: vars.SUPPORT_URL },
    server: { port: vars.PORT, host: vars.HOST, publicUrl: vars.PUBLIC_URL },
    shutdownMs: vars.SHUTDOWN_SECONDS * 1000,
    logLevel: vars.LOG_LEVEL,
  };
}

function allShards(count: number | undefined): number[] | undefined {
  return count === undefined ? undefined : Array.from({ length: count }, (_, id) => id);
}

function checkShards(shards: readonly number[] | undefined, shardCount: number | undefined): void {
  if (!shards) return;
  if (shardCount === undefined) {
    throw new ConfigError(['SHARD_COUNT is missing: when SHARDS is set, it should be the total number of shards']);
  }
  if (shards.some((id) => id >= shardCount)) {
    throw new ConfigError(['SHARDS should contain only numbers below SHARD_COUNT']);
  }
}
