import type { DestinationStream } from 'pino';

/**
 * The log for a person at a terminal. Elsewhere, and without `pino-pretty`, which is an optional dependency, the log is
 * JSON.
 *
 * @returns undefined for JSON
 */
export async function terminalLog(isTerminal: boolean): Promise<DestinationStream | undefined> {
  if (!isTerminal) return undefined;
  try {
    const { default: pretty } = await import('pino-pretty');
    return pretty({ ...READABLE, sync: true });
  } catch {
    return undefined;
  }
}

/** Options of `pino-pretty`: a line for each entry, and links to click on a line of their own. */
export const READABLE = {
  translateTime: 'SYS:HH:MM:ss',
  singleLine: true,
  ignore: 'invite',
  messageFormat: ({ msg, invite }: Readonly<Record<string, unknown>>) =>
    typeof invite === 'string'
      ? `${String(msg)}. Add the bot to a server or to your account:\n${invite}\n`
      : String(msg),
};
