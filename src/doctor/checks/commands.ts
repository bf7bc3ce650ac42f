import { commands as all } from '../../../commands/index.ts';
import { payloads } from '../../discord/commands/command.ts';
import { createDeploymentPlaces } from '../../discord/commands/deployment/deployment-places.ts';
import { isDeployed } from '../../discord/commands/deployment/deployment.ts';
import { readAccount, type DiscordApi } from '../discord-api.ts';
import { ok, warning, type Check, type Finding } from '../finding.ts';
import { withStorage } from '../with-storage.ts';

/** Whether Discord has the commands of this version, and each of them once. */
export const commands: Check = {
  name: 'commands',
  async run({ config, discord }) {
    const account = await readAccount(discord);
    if (typeof account === 'string') return [warning('The commands could not be read.', 'See the line "application".')];
    const { devGuildId } = config.discord;
    const remembered = await withStorage(config, (storage) => createDeploymentPlaces(storage).all(), []);
    const guildIds = new Set([...(devGuildId === undefined ? [] : [devGuildId]), ...remembered]);
    const wanted = payloads(all, { ...config.access, ...config.limits });
    const everywhere = await listAt(discord, `/applications/${account.application.id}/commands`);
    const inGuilds = new Map<string, unknown[]>();
    for (const id of guildIds) {
      inGuilds.set(id, await listAt(discord, `/applications/${account.application.id}/guilds/${id}/commands`));
    }
    const active = devGuildId === undefined ? everywhere : (inGuilds.get(devGuildId) ?? []);
    return deploymentFindings({
      isEqual: isDeployed(active, wanted, devGuildId !== undefined),
      isEmpty: active.length === 0,
      count: wanted.length,
      doubledIn: everywhere.length === 0 ? [] : [...inGuilds].flatMap(([id, list]) => (list.length > 0 ? [id] : [])),
    });
  },
};

export interface Deployed {
  readonly isEqual: boolean;
  readonly isEmpty: boolean;
  readonly count: number;
  /** Servers with their own commands in addition to the global ones. */
  readonly doubledIn: readonly string[];
}

export function deploymentFindings({ isEqual, isEmpty, count, doubledIn }: Deployed): Finding[] {
  const restart = 'Start the bot: it deploys them.';
  const deployed = isEqual
    ? ok(`The ${count} commands of this version are deployed.`)
    : isEmpty
      ? warning('No commands are deployed yet.', restart)
      : warning('The deployed commands do not match this version.', restart);
  const doubled = doubledIn.map((id) =>
    warning(
      `Each command appears twice in the server ${id}: as a server command and as a global command.`,
      'Start the bot without DEV_GUILD_ID: it removes the server commands.',
    ),
  );
  return [deployed, ...doubled];
}

/** A server that the bot has left has no list. */
async function listAt(discord: DiscordApi, path: string): Promise<unknown[]> {
  const { body } = await discord.get(`${path}?with_localizations=true`);
  return Array.isArray(body) ? body : [];
}
