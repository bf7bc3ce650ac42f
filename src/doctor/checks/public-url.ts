import { OWN_PAGE, ownPage } from '../../ops/own-page.ts';
import { ListenError, startServer } from '../../ops/server.ts';
import type { Config } from '../../config.ts';
import { whyOf } from '../discord-api.ts';
import { ok, problem, warning, type Check, type Finding } from '../finding.ts';

const TIMEOUT_MS = 10_000;

/** Whether `PUBLIC_URL` leads to this bot, as far as this machine can tell. */
export const publicUrl: Check = {
  name: 'PUBLIC_URL',
  async run({ config, signal }) {
    const { server, discord } = config;
    if (server.publicUrl === undefined)
      return [ok('PUBLIC_URL is not set: photos are passed to the endpoint through Discord.')];
    await using _standIn = await standIn(config);
    return [await visit(server.publicUrl, ownPage(discord.token), signal)];
  },
};

/** Answers on PORT if the bot isn't running. */
async function standIn({ server, discord }: Config): Promise<AsyncDisposable | undefined> {
  const outside = (path: string) => (path === OWN_PAGE ? { status: 200, body: ownPage(discord.token) } : undefined);
  try {
    return await startServer(server, { internal: {}, outside });
  } catch (error) {
    if (error instanceof ListenError) return undefined;
    throw error;
  }
}

async function visit(publicAddress: string, expected: string, signal: AbortSignal): Promise<Finding> {
  const { host, protocol } = new URL(publicAddress);
  const advice = 'Forward /p/ of that address to HOST:PORT, as deploy/Caddyfile does, or leave PUBLIC_URL unset.';
  let response: Response;
  try {
    response = await fetch(`${publicAddress}${OWN_PAGE}`, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (error) {
    signal.throwIfAborted();
    return problem(`PUBLIC_URL does not answer (${whyOf(error)}).`, advice);
  }
  const body = await response.text().catch(() => '');
  if (body !== expected) {
    const what = body.startsWith('face-age-bot ') ? 'another bot' : `something else (status ${response.status})`;
    return problem(`PUBLIC_URL leads to ${what}.`, advice);
  }
  if (protocol === 'http:') {
    return warning(
      `${host} leads to this bot, without encryption.`,
      'Use https, so that photos are encrypted in transit.',
    );
  }
  return ok(`${host} leads to this bot, as seen from this machine.`);
}
