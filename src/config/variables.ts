import { z } from 'zod';
import { MAX_AGE, MIN_AGE } from '../bounds.ts';
import {
  wholeNumber,
  httpUrl,
  pageUrl,
  secret,
  snowflake,
  guildIds,
  shardIds,
  onOff,
  price,
  callsPerSecond,
  webhookUrl,
  storageUrl,
  storageKeys,
  roleList,
} from './kinds.ts';

// Every variable, once: docs/configuration.md and .env.example are made from this file by `npm run docs:configuration`.

/** The variables of the bot, by the sections of the documents, each with its meaning as its description. */
export const SECTIONS = {
  Required: {
    DISCORD_TOKEN: secret(
      'should be the token from the Bot page of your application at https://discord.com/developers/applications',
    )
      .transform((token) => token.replace(/^Bot(?=.{20})\s*/, ''))
      .describe("The bot's token: https://discord.com/developers/applications, your application, Bot, Reset Token."),
    ACEDATACLOUD_API_TOKEN: secret(
      'should be the API key of your application at https://platform.acedata.cloud',
    ).describe('Your key for the Face Age Change API: https://platform.acedata.cloud.'),
  },
  Endpoint: {
    ACEDATACLOUD_API_BASE_URL: httpUrl('should be an http or https address without a query')
      .default('https://api.acedata.cloud')
      .describe('Base URL of the Face Age Change API.'),
    FACE_REQUEST_TIMEOUT: wholeNumber(1, 600, 'seconds').default(120).describe('Timeout for one call, in seconds.'),
    ENDPOINT_CONCURRENCY: wholeNumber(1, 1000, 'calls')
      .default(8)
      .describe('Maximum number of concurrent calls from this process.'),
    ENDPOINT_CALLS_PER_SECOND: callsPerSecond
      .optional()
      .describe(
        'Maximum number of calls per second with your key, for all processes together. If you know the limit of your key, set this slightly below it. Without it, the bot finds a rate that the endpoint accepts.',
      ),
  },
  Storage: {
    STORAGE_URL: storageUrl
      .default('sqlite://data/face-age-bot.db')
      .describe(
        'Where the bot keeps its data: `sqlite://PATH` (relative to the working directory; `sqlite:///PATH` is absolute), `memory:`, or a Redis or Valkey: `redis://HOST:PORT`, `rediss://` with TLS, `redis+unix:///PATH`, `redis+sentinel://HOST:PORT,HOST:PORT/NAME`, `redis+cluster://HOST:PORT,HOST:PORT`. docs/operating.md lists all forms.',
      ),
    STORAGE_KEY: storageKeys
      .optional()
      .describe(
        '32 bytes in base64 (`openssl rand -base64 32`) that encrypt tokens and links at rest. Without it, the bot creates a key file next to the database. Required with Redis. Separate several keys with commas: the first one encrypts, all of them decrypt.',
      ),
    STORAGE_CA: z
      .string()
      .optional()
      .describe(
        'With TLS (`rediss://`): the path of a PEM file with the certificate authority that signed the Redis certificate.',
      ),
    DATA_FOLDER: z
      .string()
      .default('data')
      .describe(
        'Folder in which the bot records which database it used last, so that it notices if opt-outs are missing after a change. It also contains copies of replaced data. Relative to the working directory.',
      ),
  },
  Limits: {
    GUILD_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds')
      .default(2)
      .describe('Cooldown of a server, in seconds between two requests; 0 = none. Server admins can set their own.'),
    USER_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds')
      .default(10)
      .describe('Cooldown of one person in a server, in seconds; 0 = none.'),
    DM_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds')
      .default(5)
      .describe('Cooldown of one person in direct messages and as a user app, in seconds; 0 = none.'),
    USER_ACTIONS_PER_MINUTE: wholeNumber(0, 10_000, 'actions')
      .default(120)
      .describe(
        'Rate limit per person for buttons, forms, messages, and commands that make no picture: up to a third of it in a burst, the rest spread evenly; 0 = no limit.',
      ),
    QUEUE_PATIENCE_SECONDS: wholeNumber(0, 600, 'seconds')
      .default(60)
      .describe('Requests that would wait longer than this, in seconds, are refused; 0 = requests never wait.'),
    GUILD_QUEUE_LIMIT: wholeNumber(0, 100_000, 'requests')
      .default(40)
      .describe('Maximum number of waiting requests per server; 0 = no limit.'),
    USER_DAILY_QUOTA: wholeNumber(0, 1_000_000, 'pictures')
      .default(20)
      .describe('Pictures per day (UTC) per person; 0 = no limit.'),
    GUILD_DAILY_QUOTA: wholeNumber(0, 1_000_000, 'pictures')
      .default(0)
      .describe('Pictures per day (UTC) per server; 0 = no limit.'),
    DAILY_BUDGET_CALLS: wholeNumber(0, 1_000_000_000, 'calls')
      .default(500)
      .describe(
        'Paid calls per day (UTC) in total; 0 = no limit. You get an alert at 80%. Half of it is reserved for people and servers that got a picture on an earlier day.',
      ),
    CALL_PRICE_USD: price.default(0.005).describe('Price per call in US dollars, for cost estimates.'),
    MIN_AGE: wholeNumber(MIN_AGE, MAX_AGE, 'years')
      .default(MIN_AGE)
      .describe('Youngest age that people can ask for, in years.'),
  },
  Access: {
    ALLOWED_GUILDS: guildIds
      .optional()
      .describe(
        'IDs of the servers in which the bot works, separated by commas. If empty, it works in every server that has added it.',
      ),
    DIRECT_MESSAGES: onOff
      .default('on')
      .describe('Whether people can send the bot direct messages and use commands there.'),
    USER_INSTALL: onOff
      .default('on')
      .describe('Whether people can install the bot to their own account and use it anywhere.'),
  },
  Faces: {
    FACE_DETECTION: onOff
      .default('on')
      .describe(
        'Whether the bot looks for faces before it makes a paid call. It then refuses photos without a face, warns about tiny faces, and lets people choose if there are several.',
      ),
    FACE_REGIONS: z
      .enum(['crop', 'rect'], { error: 'should be crop or rect' })
      .default('crop')
      .describe(
        'How a chosen face is sent to the endpoint: `crop` (cut out, one call per face) or `rect` (one call with regions, which the endpoint may not honour). To find out, run `npm run doctor -- --live PHOTO` with a photo of two people.',
      ),
  },
  Results: {
    RESULT_MARK: onOff
      .default('on')
      .describe(
        'Whether each aged picture says "AI" in its corner. The message and the metadata always say that it is AI-altered.',
      ),
  },
  Discord: {
    SHARDS: shardIds
      .optional()
      .describe(
        'Which shards this process runs: `auto`, or a list (`0,1,2` or `0-3`), which requires `SHARD_COUNT`. With `auto`, the default, all processes on one Redis divide the shards among themselves; without Redis, the process runs all of them.',
      ),
    SHARD_COUNT: wholeNumber(1, 100_000, 'shards')
      .optional()
      .describe("The total number of shards, the same in all processes. Without it, Discord's recommendation is used."),
    ROLES: roleList
      .prefault('receiver,worker')
      .describe('What this process does if several share a Redis: `receiver`, `worker` or both.'),
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[\da-f]{64}$/i, {
        error:
          'should be the public key from the General Information page of your application: 64 digits from 0 to 9 and a to f',
      })
      .optional()
      .describe(
        'Public key of the application (General Information page of the developer portal). If set, Discord can send commands, buttons and forms to `https://<your host>/interactions` on `PORT` instead of the gateway, and webhook events to `/events`: docs/operating.md explains how. Direct messages still arrive over the gateway.',
      ),
    DEV_GUILD_ID: snowflake('should be the ID of a server: digits only')
      .optional()
      .describe(
        'Deploy commands to this server only, where changes appear at once. A start without this variable deploys them everywhere and removes them from this server, because Discord would show each of them twice.',
      ),
    DISCORD_API_URL: httpUrl('should be an http or https address such as https://discord.com/api')
      .default('https://discord.com/api')
      .describe("Base URL of Discord's REST API, for simulators and proxies."),
    DISCORD_CDN_URL: httpUrl('should be an http or https address such as https://cdn.discordapp.com')
      .default('https://cdn.discordapp.com')
      .describe('Base URL for avatars. A simulator serves them on the host of `DISCORD_API_URL`.'),
    PRIVACY_URL: pageUrl.optional().describe('URL of your privacy policy, which `/age-help` links to.'),
    SUPPORT_URL: pageUrl.optional().describe('URL where people get help, which `/age-help` links to.'),
  },
  Operation: {
    PORT: wholeNumber(0, 65_535, 'a TCP port')
      .default(8080)
      .describe(
        'Port of `/livez`, `/readyz` and `/metrics`; 0 turns the server off. With `PUBLIC_URL` or `DISCORD_PUBLIC_KEY` this is the public port, which only tells health checks on the same machine whether the bot is ready.',
      ),
    HOST: z.string().default('127.0.0.1').describe('Address to listen on for `PORT`.'),
    INTERNAL_PORT: wholeNumber(0, 65_535, 'a TCP port')
      .optional()
      .describe(
        'Port of `/livez`, `/readyz` and `/metrics` if `PORT` is public; 0 turns it off. The default is the port after `PORT`, if it is free.',
      ),
    INTERNAL_HOST: z
      .string()
      .default('127.0.0.1')
      .describe(
        'Address to listen on for `INTERNAL_PORT`. Change it only if Prometheus or health probes run on other machines or in other containers, and nobody else can reach the port.',
      ),
    PUBLIC_URL: httpUrl('should be the address at which PORT can be reached from the internet')
      .optional()
      .describe(
        "Address at which `PORT` can be reached from the internet. If set, the endpoint fetches prepared photos there, each for three minutes at an address that can't be guessed, and `/metrics` and the health pages move to `INTERNAL_PORT`. If not, the bot passes photos to the endpoint in a message on Discord.",
      ),
    OWNER_ALERT_WEBHOOK: webhookUrl
      .optional()
      .describe(
        "A Discord webhook for alerts and reports. Without it, the application's owner gets them as direct messages.",
      ),
    PICTURE_MEMORY_MB: wholeNumber(1, 65_536, 'MB')
      .default(256)
      .describe(
        "Maximum memory, in MB, for pictures in the bot's own process; further requests wait. docs/operating.md says how much the processes that decode pictures use.",
      ),
    HEIC: onOff
      .default('on')
      .describe(
        'Whether the bot opens HEIC photos. Their decoder, libheif, often gets security releases: `npm run doctor` tells you if the installed version is behind. With `off`, people are asked for a JPEG or PNG.',
      ),
    PICTURE_SANDBOX: z
      .enum(['auto', 'bwrap', 'landlock', 'permission', 'off'], {
        error: 'should be one of auto, bwrap, landlock, permission, off',
      })
      .default('auto')
      .describe(
        'Sandbox for the processes that decode pictures, in case a malicious picture exploits a decoder: `bwrap` or `landlock` (Linux), `permission` (Node itself, which is weaker), or `off`. `auto` uses the strongest one that works here, and `/readyz` names it. With any other value, the bot opens no pictures if that sandbox does not work: docs/operating.md.',
      ),
    SHUTDOWN_SECONDS: wholeNumber(0, 600, 'seconds')
      .default(25)
      .describe('Time that running requests get to finish after `SIGTERM`, in seconds.'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'should be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info')
      .describe('Log level. On a terminal the log is formatted for reading; elsewhere it is JSON.'),
  },
} as const;

export const environment = z.object({
  ...SECTIONS.Required,
  ...SECTIONS.Endpoint,
  ...SECTIONS.Storage,
  ...SECTIONS.Limits,
  ...SECTIONS.Access,
  ...SECTIONS.Faces,
  ...SECTIONS.Results,
  ...SECTIONS.Discord,
  ...SECTIONS.Operation,
});
