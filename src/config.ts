import { ConfigError } from './config/config-error.ts';
import { forgetVariables, readEnvironment } from './config/environment.ts';
import { ROLES } from './config/kinds.ts';
import { meantBy, meantInsteadOf } from './config/typos.ts';
import { environment } from './config/variables.ts';

export { ConfigError } from './config/config-error.ts';
export type { Role } from './config/kinds.ts';
export { envFilePath, isUnderNpm, readEnvironment } from './config/environment.ts';

/** The configuration, in the units of its names: seconds become milliseconds where the name ends in `Ms`. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment once. An empty variable counts as unset. An unknown one is no error, unless it looks like one of
 * ours with a typo.
 *
 * @throws {ConfigError} naming each bad variable and what it should be.
 */
export function readConfig(env: NodeJS.Dict<string> = readEnvironment()) {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = environment.safeParse(given);
  const mistyped = typosIn(Object.keys(given));
  if (!parsed.success || mistyped.length > 0) {
    const bad = parsed.error?.issues.map(({ path, message }) => explain(path.join('.'), message, given)) ?? [];
    throw new ConfigError([...mistyped, ...bad]);
  }
  const vars = parsed.data;
  checkShards(vars.SHARDS, vars.SHARD_COUNT);
  if (vars.STORAGE_CA && !/^(redis|valkey)s[:+]/.test(vars.STORAGE_URL)) {
    throw new ConfigError(['STORAGE_CA should be set only when STORAGE_URL uses TLS, such as rediss://HOST:PORT']);
  }
  if (vars.PUBLIC_URL && vars.PORT === 0) {
    throw new ConfigError(['PORT should not be 0 when PUBLIC_URL is set: PUBLIC_URL leads to it']);
  }
  if (vars.DISCORD_PUBLIC_KEY && vars.PORT === 0) {
    throw new ConfigError(['PORT should not be 0 when DISCORD_PUBLIC_KEY is set: Discord sends interactions to it']);
  }
  if (vars.ROLES.size < ROLES.length && /^(sqlite|memory):/.test(vars.STORAGE_URL)) {
    throw new ConfigError([
      'ROLES should be receiver,worker unless STORAGE_URL is a Redis: only there a queue is shared',
    ]);
  }
  return {
    /** What this process does: receive what people ask for, make pictures, or both. */
    roles: vars.ROLES,
    discord: {
      token: vars.DISCORD_TOKEN,
      /** Set: interactions can come over HTTP. */
      publicKey: vars.DISCORD_PUBLIC_KEY,
      apiUrl: vars.DISCORD_API_URL,
      cdnUrl: vars.DISCORD_CDN_URL,
      /** Whether this is Discord itself, rather than a simulator or a proxy. */
      isPublicApi: vars.DISCORD_API_URL === 'https://discord.com/api',
      /** Unset: all, which processes that share a store divide among them. */
      shards: vars.SHARDS,
      shardCount: vars.SHARD_COUNT,
      devGuildId: vars.DEV_GUILD_ID,
    },
    endpoint: {
      token: vars.ACEDATACLOUD_API_TOKEN,
      baseUrl: vars.ACEDATACLOUD_API_BASE_URL,
      timeoutMs: vars.FACE_REQUEST_TIMEOUT * 1000,
      concurrency: vars.ENDPOINT_CONCURRENCY,
      callsPerSecond: vars.ENDPOINT_CALLS_PER_SECOND,
    },
    storage: { url: vars.STORAGE_URL, key: vars.STORAGE_KEY, ca: vars.STORAGE_CA, folder: vars.DATA_FOLDER },
    limits: {
      guildCooldownMs: vars.GUILD_COOLDOWN_SECONDS * 1000,
      userCooldownMs: vars.USER_COOLDOWN_SECONDS * 1000,
      dmCooldownMs: vars.DM_COOLDOWN_SECONDS * 1000,
      userActionsPerMinute: vars.USER_ACTIONS_PER_MINUTE,
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
    pictureSandbox: vars.PICTURE_SANDBOX,
    heic: vars.HEIC === 'on',
    callPriceUsd: vars.CALL_PRICE_USD,
    alertWebhook: vars.OWNER_ALERT_WEBHOOK,
    links: { privacy: vars.PRIVACY_URL, support: vars.SUPPORT_URL },
    server: {
      port: vars.PORT,
      host: vars.HOST,
      publicUrl: vars.PUBLIC_URL,
      internalPort: vars.INTERNAL_PORT,
      internalHost: vars.INTERNAL_HOST,
    },
    shutdownMs: vars.SHUTDOWN_SECONDS * 1000,
    logLevel: vars.LOG_LEVEL,
  };
}

/** Removes what {@link readConfig} has read from this process's environment. */
export function forgetEnvironment(): void {
  forgetVariables(Object.keys(environment.shape));
}

/** A name that is near one of ours is a typo, unless the right one is set too. */
function typosIn(names: readonly string[]): string[] {
  const ours = [...Object.keys(environment.shape), 'ENV_FILE'];
  return names.flatMap((name) => {
    const meant = meantBy(name, ours);
    return meant === undefined || names.includes(meant)
      ? []
      : [`${name} is not a variable of this bot: did you mean ${meant}?`];
  });
}

function explain(name: string, should: string, given: Readonly<Record<string, string>>): string {
  const instead = name in given ? undefined : meantInsteadOf(name, Object.keys(given));
  return `${name} ${should}${instead === undefined ? '' : `; ${instead} is set: did you mean ${name}?`}`;
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
