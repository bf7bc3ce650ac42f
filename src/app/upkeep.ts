import { commands } from '../../commands/index.ts';
import type { Clock } from '../clock.ts';
import { persist } from '../discord/answer-rest.ts';
import { payloads } from '../discord/command.ts';
import { deployCommands } from '../discord/deployment.ts';
import type { Gateway } from '../discord/gateway.ts';
import type { Logger } from '../ops/logger.ts';

/** How often entries of processes that are gone are looked for, in ms. */
const ADOPT_EVERY_MS = 5000;
/** For how long a deployment is tried while Discord has a fault, in ms. */
const DEPLOY_FOR_MS = 10 * 60_000;

/** Takes over, again and again until `signal`, what processes that are gone have left. */
export async function adoptRegularly(
  recover: () => Promise<void>,
  clock: Clock,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await recover().catch((error: unknown) => logger.error({ err: error }, 'Unfinished requests could not be read'));
    await clock.sleep(ADOPT_EVERY_MS, signal).catch(() => undefined);
  }
}

/** A list of commands that could not be deployed is no reason to stop: the one from last time is still there. */
export async function deploy(
  { client, applicationId }: Gateway,
  guildId: string | undefined,
  clock: Clock,
  logger: Logger,
): Promise<void> {
  try {
    const written = await persist(
      () => deployCommands(payloads(commands), { rest: client.rest, applicationId, guildId }),
      { clock, until: clock.now() + DEPLOY_FOR_MS },
    );
    logger.info({ written }, written ? 'Commands deployed' : 'Commands are up to date');
  } catch (error) {
    logger.error({ err: error }, 'Commands could not be deployed; restart the bot to try again');
  }
}
