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
    ).describe('The key of the Face Age Change API: https://platform.acedata.cloud.'),
  },
  Endpoint: {
    ACEDATACLOUD_API_BASE_URL: httpUrl('should be an http or https address without a query')
      .default('https://api.acedata.cloud')
      .describe('Where the Face Age Change API is.'),
    FACE_REQUEST_TIMEOUT: wholeNumber(1, 600, 'seconds').default(120).describe('Timeout of one call, in seconds.'),
    ENDPOINT_CONCURRENCY: wholeNumber(1, 1000, 'calls')
      .default(8)
      .describe('Maximum number of calls at once from this process.'),
    ENDPOINT_CALLS_PER_SECOND: callsPerSecond
      .optional()
      .describe(
        'Most calls a second of your key, over all processes, if you know it: a little less than the endpoint allows. Without it, the bot finds out.',
      ),
  },
  Storage: {
    STORAGE_URL: storageUrl
      .default('sqlite://data/face-age-bot.db')
      .describe(
        'Where the bot keeps its data: `sqlite://PATH` (relative to the working directory; `sqlite:///PATH` is absolute), `memory:`, or a Redis or Valkey: `redis://HOST:PORT`, `rediss://` with TLS, `redis+unix:///PATH`, `redis+sentinel://HOST:PORT,HOST:PORT/NAME`, `redis+cluster://HOST:PORT,HOST:PORT`. All forms are in docs/operating.md.',
      ),
    STORAGE_KEY: storageKeys
      .optional()
      .describe(
        '32 bytes in base64 (`openssl rand -base64 32`) that encrypt tokens and links at rest. Without it, a key file is created beside the database. Required with Redis. Several keys are separated by commas: the first encrypts, all decrypt.',
      ),
    STORAGE_CA: z
      .string()
      .optional()
      .describe(
        'With TLS (`rediss://`): the path of a PEM file with the authority that signed the certificate of Redis.',
      ),
    DATA_FOLDER: z
      .string()
      .default('data')
      .describe(
        "The folder in which the bot notes which database it used last, so that a change can't lose opt-outs unnoticed; copies of replaced data are there too. Relative to the working directory.",
      ),
  },
  Limits: {
    GUILD_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds')
      .default(2)
      .describe(
        'Cooldown of a server: seconds between two of its requests; 0 = none. Server admins can set their own.',
      ),
    USER_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds')
      .default(10)
      .describe('Cooldown of one person in a server, in seconds; 0 = none.'),
    DM_COOLDOWN_SECONDS: wholeNumber(0, 86_400, 'seconds')
      .default(5)
      .describe('Cooldown of one person in direct messages and as a user app, in seconds; 0 = none.'),
    USER_ACTIONS_PER_MINUTE: wholeNumber(0, 10_000, 'actions')
      .default(120)
      .describe(
        'How often one person may press buttons, send forms and messages, and use commands other than for pictures: a third of it at once, and then evenly; 0 = no limit.',
      ),
    QUEUE_PATIENCE_SECONDS: wholeNumber(0, 600, 'seconds')
      .default(60)
      .describe('Requests that would wait longer than this, in seconds, are refused; 0 = no request waits.'),
    GUILD_QUEUE_LIMIT: wholeNumber(0, 100_000, 'requests')
      .default(40)
      .describe('Maximum number of waiting requests of one server; 0 = no limit.'),
    USER_DAILY_QUOTA: wholeNumber(0, 1_000_000, 'pictures')
      .default(20)
      .describe('Pictures a day (UTC) for one person; 0 = no limit.'),
    GUILD_DAILY_QUOTA: wholeNumber(0, 1_000_000, 'pictures')
      .default(0)
      .describe('Pictures a day (UTC) for one server; 0 = no limit.'),
    DAILY_BUDGET_CALLS: wholeNumber(0, 1_000_000_000, 'calls')
      .default(500)
      .describe(
        'Paid calls a day (UTC) in total; 0 = no limit. You get an alert at 80%. Half of it is kept for people and servers that got a picture on an earlier day.',
      ),
    CALL_PRICE_USD: price.default(0.005).describe('Price of a call in US dollars, for cost estimates.'),
    MIN_AGE: wholeNumber(MIN_AGE, MAX_AGE, 'years')
      .default(MIN_AGE)
      .describe('Youngest age that people can ask for, in years.'),
  },
  Access: {
    ALLOWED_GUILDS: guildIds
      .optional()
      .describe(
        'IDs of the only servers in which the bot works, separated by commas. Empty: all servers that added it.',
      ),
    DIRECT_MESSAGES: onOff
      .default('on')
      .describe('Whether people can send the bot direct messages, and use commands there.'),
    USER_INSTALL: onOff
      .default('on')
      .describe('Whether people can install the bot to their own account and use it anywhere.'),
  },
  Faces: {
    FACE_DETECTION: onOff
      .default('on')
      .describe('Whether the bot looks for faces before it pays: none, a tiny one, or several to choose from.'),
    FACE_REGIONS: z
      .enum(['crop', 'rect'], { error: 'should be crop or rect' })
      .default('crop')
      .describe(
        'How a chosen face is sent to the endpoint: `crop` (cut out, one call for each face) or `rect` (one call with regions, which the endpoint may not honour). `npm run doctor -- --live PHOTO` with a photo of two people finds out.',
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
        'Which shards this process runs: `auto`, or its own (`0,1,2` or `0-3`), which need `SHARD_COUNT`. With `auto`, the default, all processes on one Redis divide the shards among them; without Redis, the process runs all of them.',
      ),
    SHARD_COUNT: wholeNumber(1, 100_000, 'shards')
      .optional()
      .describe("The total number of shards, the same in all processes. Without it, Discord's recommendation is used."),
    ROLES: roleList
      .prefault('receiver,worker')
      .describe('What this process does, where several share a Redis: `receiver`, `worker` or both.'),
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[\da-f]{64}$/i, {
        error:
          'should be the public key from the General Information page of your application: 64 digits from 0 to 9 and a to f',
      })
      .optional()
      .describe(
        'Public key of the application (General Information page of the developer portal). If set, Discord can send commands, buttons and forms to `https://<your host>/interactions` on `PORT` in place of the gateway: docs/operating.md says how. Direct messages still come over the gateway. Webhook events can come to `/events`.',
      ),
    DEV_GUILD_ID: snowflake('should be the id of a server: digits only')
      .optional()
      .describe(
        'Deploy commands to this server only, where changes show at once. A start without this variable deploys them everywhere and removes them from this server, since Discord would show each of them twice.',
      ),
    DISCORD_API_URL: httpUrl('should be an http or https address such as https://discord.com/api')
      .default('https://discord.com/api')
      .describe("Base URL of Discord's REST API, for simulators and proxies."),
    DISCORD_CDN_URL: httpUrl('should be an http or https address such as https://cdn.discordapp.com')
      .default('https://cdn.discordapp.com')
      .describe('Where avatars are downloaded from. A simulator serves them at the host of `DISCORD_API_URL`.'),
    PRIVACY_URL: pageUrl.optional().describe('Your privacy policy, which `/age-help` links to.'),
    SUPPORT_URL: pageUrl.optional().describe('Where people get help, which `/age-help` links to.'),
  },
  Operation: {
    PORT: wholeNumber(0, 65_535, 'a TCP port')
      .default(8080)
      .describe(
        'Port of `/livez`, `/readyz` and `/metrics`; 0 turns the server off. With `PUBLIC_URL` or `DISCORD_PUBLIC_KEY` it is the public port, which tells health checks on the same machine no more than whether the bot is ready.',
      ),
    HOST: z.string().default('127.0.0.1').describe('Address that `PORT` listens on.'),
    INTERNAL_PORT: wholeNumber(0, 65_535, 'a TCP port')
      .optional()
      .describe(
        'Port of `/livez`, `/readyz` and `/metrics` where `PORT` is public; 0 turns it off. Without this variable it is the port after `PORT`, if that is free.',
      ),
    INTERNAL_HOST: z
      .string()
      .default('127.0.0.1')
      .describe(
        'Address that `INTERNAL_PORT` listens on. Only where Prometheus or probes come from other machines or containers, and nobody else can reach it, another than this machine alone.',
      ),
    PUBLIC_URL: httpUrl('should be the address at which PORT is reached from the internet')
      .optional()
      .describe(
        "Where that port can be reached from the internet. If set, the endpoint fetches prepared photos there, each for three minutes at an address that can't be guessed. If not, the bot hands them over in a message on Discord. `/metrics` and the health pages move to `INTERNAL_PORT`.",
      ),
    OWNER_ALERT_WEBHOOK: webhookUrl
      .optional()
      .describe(
        "A Discord webhook for alerts and reports. Without it, the application's owner gets them as direct messages.",
      ),
    PICTURE_MEMORY_MB: wholeNumber(1, 65_536, 'MB')
      .default(256)
      .describe(
        "Maximum memory, in MB, for pictures in the bot's own process; further requests wait. What the processes that decode pictures use is in docs/operating.md.",
      ),
    HEIC: onOff
      .default('on')
      .describe(
        'Whether HEIC photos are opened. Their decoder, libheif, often has security releases: `npm run doctor` says whether this one is behind them. With `off`, people are asked for a JPEG or PNG.',
      ),
    PICTURE_SANDBOX: z
      .enum(['auto', 'bwrap', 'landlock', 'permission', 'off'], {
        error: 'should be one of auto, bwrap, landlock, permission, off',
      })
      .default('auto')
      .describe(
        'What keeps code that a picture brings into a decoder from everything else: `bwrap` or `landlock` (Linux), `permission` (Node itself, which is weaker), or `off`. `auto` takes the strongest that holds here, and `/readyz` names it. With any other value, no picture is opened where that one does not hold: docs/operating.md.',
      ),
    SHUTDOWN_SECONDS: wholeNumber(0, 600, 'seconds')
      .default(25)
      .describe('Time to finish running requests after `SIGTERM`, in seconds.'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'should be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info')
      .describe('How much is logged. On a terminal the log is readable; elsewhere it is JSON.'),
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
