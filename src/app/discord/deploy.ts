import { Routes } from 'discord.js';
import { commands } from '../../../commands/index.ts';
import type { Config } from '../../config.ts';
import { retryDiscordCall, statusOf } from '../../discord/rest/answer-rest.ts';
import { payloads } from '../../discord/commands/command.ts';
import { deployCommands } from '../../discord/commands/deployment/deployment.ts';
import { createDeploymentPlaces } from '../../discord/commands/deployment/deployment-places.ts';
import type { Gateway } from '../../discord/gateway/gateway.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Base } from '../base.ts';

/** How long a deployment is retried while Discord has a fault, in ms. */
const DEPLOY_FOR_MS = 10 * 60_000;

const REMAINS = 'Commands of an earlier start could not be removed; restart the bot to try again';

export interface DeployOptions extends Pick<Base, 'clock' | 'logger' | 'closing'> {
  readonly config: Pick<Config, 'access' | 'limits'> & { readonly discord: Pick<Config['discord'], 'devGuildId'> };
  readonly storage: Storage;
}

/**
 * Deploys the commands to `DEV_GUILD_ID` or everywhere, and then removes them from servers where an earlier start left
 * them: Discord shows both lists, so each command would appear twice. Never rejects: without a new list the previous one
 * is still there. What a stop interrupts is done at the next start.
 */
export async function deploy(
  { client, applicationId }: Gateway,
  { config, storage, clock, logger, closing }: DeployOptions,
): Promise<void> {
  const places = createDeploymentPlaces(storage);
  const wanted = payloads(commands, { ...config.access, ...config.limits });
  const { devGuildId } = config.discord;
  const overwrite = (list: typeof wanted, guildId: string | undefined) =>
    retryDiscordCall(() => deployCommands(list, { rest: client.rest, applicationId, guildId }), {
      clock,
      until: clock.now() + DEPLOY_FOR_MS,
      signal: closing,
    });

  try {
    // Stored first, so that no crash leaves commands in a server that the bot has no record of.
    if (devGuildId) await places.remember(devGuildId);
    const written = await overwrite(wanted, devGuildId);
    await clean().catch((error: unknown) => report(error, REMAINS));
    logger.info({ written }, written ? 'Commands deployed' : 'Commands are up to date');
  } catch (error) {
    report(error, 'Commands could not be deployed; restart the bot to try again');
  }

  function report(error: unknown, message: string): void {
    if (!closing.aborted) logger.error({ err: error }, message);
  }

  /** These stay when DEV_GUILD_ID is set: people may be using them, and admins have set permissions for them. */
  async function deployedEverywhere(): Promise<boolean> {
    const deployed = await client.rest.get(Routes.applicationCommands(applicationId));
    return Array.isArray(deployed) && deployed.length > 0;
  }

  async function clean(): Promise<void> {
    if (devGuildId && (await deployedEverywhere())) {
      logger.warn(
        { guild: devGuildId },
        'DEV_GUILD_ID is set, and the commands are also deployed everywhere: they appear twice in this server',
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
