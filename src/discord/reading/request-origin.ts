import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type BaseInteraction,
} from 'discord.js';
import { ORDINARY_UPLOAD_BYTES } from '../../bounds.ts';
import type { AgeRequest, Venue } from '../../aging/request/age-request.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { InteractionRoute } from '../delivery/route.ts';

/** Discord's interaction tokens are valid for 15 minutes; the last half minute is left for slow clocks and uploads. */
export const TOKEN_LIFE_MS = 14.5 * 60_000;

/** What Discord sends with an interaction and discord.js doesn't pass on. */
export interface InteractionExtras {
  /** When the interaction arrived, in ms since the epoch. */
  readonly receivedAt: number;
  /** Whether the channel is a thread, where the event says so. */
  readonly isThread?: boolean | undefined;
  /** The channel that a thread belongs to. */
  readonly parentChannelId?: string | undefined;
  /** Whether the channel is age-restricted; absent where the event doesn't say, and for a thread. */
  readonly ageRestricted?: boolean | undefined;
  /** The language that a server has set; absent where it can't set one. */
  readonly serverLocale?: string | undefined;
  /** The roles of the person in the server, without the one that everyone has. */
  readonly memberRoles?: readonly string[] | undefined;
  /** The message whose menu was used, as Discord sent it. */
  readonly targetMessage?: unknown;
}

/**
 * What all requests from interactions have in common: who asks, where, and how to answer.
 *
 * @throws {ExplainedError} `cannot_attach` if the answer couldn't be posted there, before anything is paid for it.
 */
export function requesterOf(
  interaction: BaseInteraction,
  extras: InteractionExtras,
): Pick<
  AgeRequest,
  | 'id'
  | 'userId'
  | 'guildId'
  | 'channelIds'
  | 'venue'
  | 'locale'
  | 'publicLocale'
  | 'uploadLimit'
  | 'deadline'
  | 'route'
> {
  const { receivedAt, parentChannelId, serverLocale } = extras;
  const guildId = installedGuild(interaction);
  if (guildId && mayNotAttach(interaction)) throw new ExplainedError('cannot_attach');
  return {
    id: interaction.id,
    userId: interaction.user.id,
    ...(guildId && { guildId }),
    channelIds: [interaction.channelId, parentChannelId].filter((id) => id !== null && id !== undefined),
    venue: venueOf(interaction, extras),
    locale: interaction.locale,
    ...(serverLocale && { publicLocale: serverLocale }),
    // Can be absent, whatever its type says.
    uploadLimit: (interaction.attachmentSizeLimit as number | undefined) || ORDINARY_UPLOAD_BYTES,
    deadline: receivedAt + TOKEN_LIFE_MS,
    route: routeFrom(interaction),
  };
}

/** Where somebody uses the bot. */
export function venueOf(
  interaction: BaseInteraction,
  { ageRestricted }: Pick<InteractionExtras, 'ageRestricted'>,
): Venue {
  const { guildId, context } = interaction;
  return {
    context: contextOf(),
    ...(guildId !== null && { guildId }),
    ...(ageRestricted !== undefined && { ageRestricted }),
  };

  function contextOf(): Venue['context'] {
    if (installedGuild(interaction)) return 'guild';
    const isElsewhere = guildId !== null || context === InteractionContextType.PrivateChannel;
    return isElsewhere ? 'user-install' : 'dm';
  }
}

/** How any process can answer an interaction. */
export function routeFrom(interaction: BaseInteraction): InteractionRoute {
  return {
    kind: 'interaction',
    applicationId: interaction.applicationId,
    interactionId: interaction.id,
    token: interaction.token,
    channel: writableChannel(interaction),
  };
}

/** Whether the bot lacks Attach Files. If it can't see the channel, its own permissions say nothing about answers by token. */
export function mayNotAttach({ appPermissions }: BaseInteraction): boolean {
  return appPermissions.has(PermissionFlagsBits.ViewChannel) && !appPermissions.has(PermissionFlagsBits.AttachFiles);
}

function writableChannel(interaction: BaseInteraction): InteractionRoute['channel'] {
  if (!interaction.channelId) return null;
  if (installedGuild(interaction)) return { id: interaction.channelId, kind: 'guild' };
  return interaction.context === InteractionContextType.BotDM ? { id: interaction.channelId, kind: 'dm' } : null;
}

/** The server, if it has installed the bot: people who installed the bot for themselves can use it in any other too. */
function installedGuild(interaction: BaseInteraction): string | undefined {
  const owners = interaction.authorizingIntegrationOwners as
    | typeof interaction.authorizingIntegrationOwners
    | undefined;
  if (!interaction.guildId) return undefined;
  return !owners || owners[ApplicationIntegrationType.GuildInstall] ? interaction.guildId : undefined;
}
