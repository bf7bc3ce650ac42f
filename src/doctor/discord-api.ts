import { DefaultUserAgent } from 'discord.js';
import { z } from 'zod';

/** Discord's answer to a request. */
export interface DiscordReply {
  readonly status: number;
  readonly body: unknown;
  /** Discord's own time, in ms since the epoch, and how long the answer took, in ms. */
  readonly date: number | undefined;
  readonly tookMs: number;
}

/** Reads from Discord's REST API as the bot. It never logs in to the gateway. */
export interface DiscordApi {
  /** @throws {DiscordUnreachable} when there is no answer. */
  get(path: string): Promise<DiscordReply>;
}

/** Discord can't be reached from here; the message says why. */
export class DiscordUnreachable extends Error {
  override readonly name = 'DiscordUnreachable';
}

const TIMEOUT_MS = 15_000;

export function createDiscordApi(
  { apiUrl, token }: { readonly apiUrl: string; readonly token: string },
  signal: AbortSignal,
): DiscordApi {
  const replies = new Map<string, Promise<DiscordReply>>();
  const get = async (path: string): Promise<DiscordReply> => {
    const startedAt = Date.now();
    try {
      const response = await fetch(`${apiUrl}/v10${path}`, {
        headers: { authorization: `Bot ${token}`, 'user-agent': DefaultUserAgent },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const tookMs = Date.now() - startedAt;
      const date = Date.parse(response.headers.get('date') ?? '');
      const body: unknown = await response.json().catch(() => undefined);
      return { status: response.status, body, date: Number.isNaN(date) ? undefined : date, tookMs };
    } catch (error) {
      signal.throwIfAborted();
      throw new DiscordUnreachable(`Discord can't be reached at ${new URL(apiUrl).host} (${whyOf(error)})`);
    }
  };
  return {
    get(path) {
      // Several checks read the same.
      const reply = replies.get(path) ?? get(path);
      replies.set(path, reply);
      return reply;
    },
  };
}

/** The innermost cause, such as ENOTFOUND. */
export function whyOf(error: unknown): string {
  let why = 'no answer';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    why = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  }
  return why;
}

const accountSchema = z.object({
  user: z.object({ id: z.string(), username: z.string(), public_flags: z.number().default(0) }),
  application: z.object({
    id: z.string(),
    name: z.string(),
    bot_public: z.boolean().optional(),
    bot_require_code_grant: z.boolean().optional(),
    flags: z.number().default(0),
    verify_key: z.string().optional(),
    interactions_endpoint_url: z.string().nullish(),
    integration_types_config: z.record(z.string(), z.unknown()).nullish(),
    approximate_guild_count: z.number().optional(),
    owner: z.object({ id: z.string() }).nullish(),
    team: z.object({ owner_user_id: z.string() }).nullish(),
  }),
});

/** The bot's user and its application, as Discord has them. */
export type Account = z.infer<typeof accountSchema>;

const BAD_TOKEN =
  'Discord does not accept DISCORD_TOKEN: copy the token again from the Bot page of your application at https://discord.com/developers/applications';

/**
 * Who the token belongs to.
 *
 * @returns a sentence if the token is wrong.
 * @throws {DiscordUnreachable}
 */
export async function readAccount(discord: DiscordApi): Promise<Account | string> {
  const [user, application] = await Promise.all(['/users/@me', '/applications/@me'].map((path) => discord.get(path)));
  if (user?.status === 401 || application?.status === 401) return BAD_TOKEN;
  const parsed = accountSchema.safeParse({ user: user?.body, application: application?.body });
  if (parsed.success) return parsed.data;
  throw new DiscordUnreachable(`Discord's response can't be read (status ${user?.status} and ${application?.status})`);
}
