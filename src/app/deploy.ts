import { Routes } from 'discord.js';
import { commands } from '../../commands/index.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { retryDiscordCall, statusOf } from '../discord/rest/answer-rest.ts';
import { payloads } from '../discord/commands/command.ts';
import { deployCommands } from '../discord/commands/deployment.ts';
import { createDeploymentPlaces } from '../discord/commands/deployment-places.ts';
import type { Gateway } from '../discord/gateway/gateway.ts';
import type { Logger } from '../ops/logger.ts';
import type { Storage } from '../storage/storage.ts';

/** For how long a deployment is tried while Discord has a fault, in ms. */
const DEPLOY_FOR_MS = 10 * 60_000;

const REMAINS = 'Commands of an earlier start could not be removed; restart the bot to try again';

export interface DeployOptions {
  readonly config: Pick<Config, 'access'> & { readonly discord: Pick<Config['discord'], 'devGuildId'> };
  readonly storage: Storage;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborted when the bot stops; what is left is done at the next start. */
  readonly signal: AbortSignal;
}

/**
 * Deploys the commands to `DEV_GUILD_ID` or everywhere, and then removes them from the servers where an earlier start has
 * left them: Discord shows both lists, so each command would show twice. Never rejects: a list that could not be deployed is no
 * reason to stop, since the one from last time is still there.
 */
export async function deploy(
  { client, applicationId }: Gateway,
  { config, storage, clock, logger, signal }: DeployOptions,
): Promise<void> {
  const places = createDeploymentPlaces(storage);
  const wanted = payloads(commands, config.access);
  const { devGuildId } = config.discord;
  const overwrite = (list: typeof wanted, guildId: string | undefined) =>
    retryDiscordCall(() => deployCommands(list, { rest: client.rest, applicationId, guildId }), {
      clock,
      until: clock.now() + DEPLOY_FOR_MS,
      signal,
    });

  try {
    // Written down before, so that no crash leaves commands in a server that nobody remembers.
    if (devGuildId) await places.remember(devGuildId);
    const written = await overwrite(wanted, devGuildId);
    await clean().catch((error: unknown) => report(error, REMAINS));
    logger.info({ written }, written ? 'Commands deployed' : 'Commands are up to date');
  } catch (error) {
    report(error, 'Commands could not be deployed; restart the bot to try again');
  }

  function report(error: unknown, message: string): void {
    if (!signal.aborted) logger.error({ err: error }, message);
  }

  /** Not removed for a server to try things out in: people may be using them, and admins have set permissions for them. */
  async function deployedEverywhere(): Promise<boolean> {
    const deployed = await client.rest.get(Routes.applicationCommands(applicationId));
    return Array.isArray(deployed) && deployed.length > 0;
  }

  async function clean(): Promise<void> {
    if (devGuildId && (await deployedEverywhere())) {
      logger.warn(
        { guild: devGuildId },
        'DEV_GUILD_ID is set, and the commands are deployed everywhere too: they show twice in this server',
      );
    }
    for (const guildId of await places.all()) {
      if (guildId === devGuildId) continue;
      const removed = await overwrite([], guildId).catch(unlessLeft);
      await places.forget(guildId);
      if (removed) logger.info({ guild: guildId }, 'Commands removed from the server of an earlier DEV_GUILD_ID');
    }
  }
}

/** A server that the bot has left has taken its commands with it. */
function unlessLeft(error: unknown): false {
  const status = statusOf(error);
  if (status === 403 || status === 404) return false;
  throw error;
}
