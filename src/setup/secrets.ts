import { environment } from '../config/variables.ts';
import { createDiscordApi, DiscordUnreachable, readAccount, type Account } from '../doctor/discord-api.ts';
import { keyFinding, probeKey } from '../doctor/checks/endpoint.ts';

/** Where the secrets are checked. */
export interface Addresses {
  readonly apiUrl: string;
  readonly baseUrl: string;
}

/** A secret was checked: it is wrong, with a sentence; or fine, perhaps with a warning. */
export type Checked<T> =
  | { readonly wrong: string }
  | { readonly wrong?: undefined; readonly found: T; readonly warning?: string | undefined };

/** Checks the bot's token at Discord. */
export async function checkToken(
  given: string,
  { apiUrl }: Pick<Addresses, 'apiUrl'>,
  signal: AbortSignal,
): Promise<Checked<{ readonly token: string; readonly account: Account }>> {
  const read = environment.shape.DISCORD_TOKEN.safeParse(given.trim().replace(/^Bot\s+/, ''));
  if (!read.success) return { wrong: `DISCORD_TOKEN ${read.error.issues[0]?.message ?? 'is wrong'}.` };
  // Discord's answer to what is no header at all would be an error of the client.
  if (/[^\u0021-\u007E]/.test(read.data)) return { wrong: 'DISCORD_TOKEN should have only letters, digits and signs.' };
  try {
    const account = await readAccount(createDiscordApi({ apiUrl, token: read.data }, signal));
    return typeof account === 'string' ? { wrong: `${account}.` } : { found: { token: read.data, account } };
  } catch (error) {
    if (!(error instanceof DiscordUnreachable)) throw error;
    return { wrong: `${error.message}: check the network, and try again.` };
  }
}

/** Checks the endpoint's key by a call that costs nothing. */
export async function checkKey(
  given: string,
  { baseUrl }: Pick<Addresses, 'baseUrl'>,
  signal: AbortSignal,
): Promise<Checked<string>> {
  const read = environment.shape.ACEDATACLOUD_API_TOKEN.safeParse(given.trim());
  if (!read.success) return { wrong: `ACEDATACLOUD_API_TOKEN ${read.error.issues[0]?.message ?? 'is wrong'}.` };
  if (/[^\u0021-\u007E]/.test(read.data)) {
    return { wrong: 'ACEDATACLOUD_API_TOKEN should have only letters, digits and signs.' };
  }
  const { state, says, advice } = keyFinding(await probeKey({ baseUrl, token: read.data }, signal));
  const sentence = [says, advice].filter(Boolean).join(' ');
  if (state === 'problem') return { wrong: sentence };
  return { found: read.data, warning: state === 'warning' ? sentence : undefined };
}
