import { ApplicationIntegrationType, InteractionContextType, type BaseInteraction } from 'discord.js';
import type { AgeRequest } from '../aging/age-request.ts';
import type { InteractionRoute } from './route.ts';

/** Discord's interaction tokens live 15 minutes; the last half minute is left for slow clocks and uploads. */
export const TOKEN_LIFE_MS = 14.5 * 60_000;
/** What every interaction may upload at the least: 10 MiB for each file. */
const DEFAULT_UPLOAD_LIMIT = 10 * 1024 * 1024;

export interface Moment {
  /** Ms since the epoch. */
  readonly now: number;
  /** The channel that a thread belongs to. */
  readonly parentChannelId?: string | undefined;
}

/** Who asks, where, and how to answer: what every request from an interaction has in common. */
export function originOf(
  interaction: BaseInteraction,
  { now, parentChannelId }: Moment,
): Pick<AgeRequest, 'id' | 'userId' | 'guildId' | 'channelIds' | 'locale' | 'uploadLimit' | 'deadline' | 'route'> {
  const guildId = installedGuild(interaction);
  return {
    id: interaction.id,
    userId: interaction.user.id,
    ...(guildId && { guildId }),
    channelIds: [interaction.channelId, parentChannelId].filter((id) => id !== null && id !== undefined),
    locale: interaction.locale,
    // Both may be absent from what an older proxy passes on, whatever their types say.
    uploadLimit: (interaction.attachmentSizeLimit as number | undefined) || DEFAULT_UPLOAD_LIMIT,
    deadline: now + TOKEN_LIFE_MS,
    route: routeFrom(interaction),
  };
}

/** By which an interaction is answered, by any process. */
export function routeFrom(interaction: BaseInteraction): InteractionRoute {
  return {
    kind: 'interaction',
    applicationId: interaction.applicationId,
    interactionId: interaction.id,
    token: interaction.token,
    channel: writableChannel(interaction),
  };
}

function writableChannel(interaction: BaseInteraction): InteractionRoute['channel'] {
  if (!interaction.channelId) return null;
  if (installedGuild(interaction)) return { id: interaction.channelId, kind: 'guild' };
  return interaction.context === InteractionContextType.BotDM ? { id: interaction.channelId, kind: 'dm' } : null;
}

/** The guild, if the bot is installed there; people who installed the bot for themselves may use it in any other too. */
function installedGuild(interaction: BaseInteraction): string | undefined {
  const owners = interaction.authorizingIntegrationOwners as
    typeof interaction.authorizingIntegrationOwners | undefined;
  if (!interaction.guildId) return undefined;
  return !owners || owners[ApplicationIntegrationType.GuildInstall] ? interaction.guildId : undefined;
}
