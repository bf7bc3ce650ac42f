import { guildIds } from '../config/kinds.ts';
import { environment } from '../config/variables.ts';
import { accountInviteUrl, serverInviteUrl } from '../discord/gateway/invite-url.ts';
import { PUBLIC_BOT } from '../doctor/checks/application.ts';
import type { Ask } from './ask.ts';
import { checkKey, checkToken, type Addresses, type Checked } from './secrets.ts';

/** What setup found out, to be written and shown. */
export interface Outcome {
  readonly values: Readonly<Record<string, string>>;
  /** Links to add the bot, each with what it is for. */
  readonly invites: readonly { readonly what: string; readonly url: string }[];
  readonly warnings: readonly string[];
}

export interface SetupOptions {
  /** The variables so far. */
  readonly env: NodeJS.Dict<string>;
  readonly addresses: Addresses;
  readonly signal: AbortSignal;
}

/** Asks for what is missing, and checks each answer at once. @throws {Cancelled} */
export async function setUpWithQuestions(ask: Ask, { env, addresses, signal }: SetupOptions): Promise<Outcome> {
  const { token, account } = await askSecret(ask, {
    name: 'DISCORD_TOKEN',
    present: env['DISCORD_TOKEN'],
    check: (given) => checkToken(given, addresses, signal),
    describe: ({ account: { user } }) => `This is the token of ${user.username}.`,
  });
  const key = await askSecret(ask, {
    name: 'ACEDATACLOUD_API_TOKEN',
    present: env['ACEDATACLOUD_API_TOKEN'],
    check: (given) => checkKey(given, addresses, signal),
    describe: () => 'The endpoint accepts the key.',
  });
  const allowed = account.application.bot_public === true && !env['ALLOWED_GUILDS'] ? await askGuilds(ask) : '';
  return {
    values: { DISCORD_TOKEN: token, ACEDATACLOUD_API_TOKEN: key, ...(allowed && { ALLOWED_GUILDS: allowed }) },
    invites: invitesOf(account.application.id, env),
    warnings: [],
  };
}

/**
 * Takes everything from the environment, for a machine without a terminal.
 *
 * @returns what is missing or wrong, a sentence each, or the outcome.
 */
export async function setUpFromEnvironment({
  env,
  addresses,
  signal,
}: SetupOptions): Promise<Outcome | { readonly wrong: readonly string[] }> {
  const token = await checkToken(env['DISCORD_TOKEN'] ?? '', addresses, signal);
  const key = await checkKey(env['ACEDATACLOUD_API_TOKEN'] ?? '', addresses, signal);
  if (token.wrong !== undefined || key.wrong !== undefined) {
    return { wrong: [token.wrong, key.wrong].filter((sentence) => sentence !== undefined) };
  }
  const { account } = token.found;
  const isOpen = account.application.bot_public === true && !env['ALLOWED_GUILDS'];
  return {
    values: { DISCORD_TOKEN: token.found.token, ACEDATACLOUD_API_TOKEN: key.found },
    invites: invitesOf(account.application.id, env),
    warnings: [key.warning, isOpen ? `${PUBLIC_BOT.says} ${PUBLIC_BOT.advice}` : undefined].filter(
      (sentence) => sentence !== undefined,
    ),
  };
}

interface Secret<T> {
  readonly name: 'DISCORD_TOKEN' | 'ACEDATACLOUD_API_TOKEN';
  readonly present: string | undefined;
  check(given: string): Promise<Checked<T>>;
  describe(found: T): string;
}

/** Offers the present value, and asks until one is right. */
async function askSecret<T>(ask: Ask, { name, present, check, describe }: Secret<T>): Promise<T> {
  const hint = environment.shape[name].description ?? name;
  let given = present && (await ask.confirm(`${name} is set. Keep it?`)) ? present : await ask.secret(hint);
  for (;;) {
    const value = given;
    const checked = await ask.during(`Checking ${name}`, () => check(value));
    if (checked.wrong === undefined) {
      if (checked.warning === undefined) ask.say(describe(checked.found));
      else ask.warn(checked.warning);
      return checked.found;
    }
    ask.error(checked.wrong);
    given = await ask.secret(hint);
  }
}

async function askGuilds(ask: Ask): Promise<string> {
  ask.note('Public Bot', `${PUBLIC_BOT.says}\n${PUBLIC_BOT.advice}`);
  return (await ask.text('IDs of the servers that may use it (leave empty for all)', problemOfGuilds)).trim();
}

function problemOfGuilds(value: string): string | undefined {
  if (value.trim() === '' || guildIds.safeParse(value.trim()).success) return undefined;
  return 'Enter IDs, digits only, separated by commas. In Discord: right-click the server, Copy Server ID.';
}

function invitesOf(applicationId: string, env: NodeJS.Dict<string>): Outcome['invites'] {
  const server = { what: 'Add the bot to a server', url: serverInviteUrl(applicationId) };
  if (env['USER_INSTALL'] === 'off') return [server];
  return [server, { what: 'Add the bot to your account', url: accountInviteUrl(applicationId) }];
}
