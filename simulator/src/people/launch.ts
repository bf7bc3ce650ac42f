import { randomBytes } from 'node:crypto';
import {
  ApplicationIntegrationType,
  ChannelType,
  GatewayDispatchEvents,
  InteractionContextType,
  PermissionFlagsBits,
  type GuildMemberFlags,
  type APIAuthorizingIntegrationOwnersMap,
  type APIBaseInteraction,
  type APIInteraction,
  type APIInteractionGuildMember,
  type APIMessageInteractionMetadata,
  InteractionType,
} from 'discord-api-types/v10';
import { DEFAULT_FILE_LIMIT, isUnanswered } from './interactions.ts';
import { presentInEvent } from '../world/messages.ts';
import { thinMember, thinUser } from '../world/omissions.ts';
import { featuresOf } from '../world/published-guild.ts';
import { has } from '../world/permissions.ts';
import { describeChannel } from '../rest/routes/channels.ts';
import { checkSent } from '../rest/checks/check.ts';
import { describedUser } from '../rest/checks/description.ts';
import type { ChannelState, DeployedCommand, InteractionState, PersonState, StoredMessage } from '../world/state.ts';
import { nameOf, permissionsOf, placeOf, type World } from '../world/world.ts';

export interface Circumstances {
  /** Most bytes of one file here. Default: 10 MiB. */
  attachmentSizeLimit?: number;
  /** Who installed the app. Default: depends on the place. */
  integrationOwners?: APIAuthorizingIntegrationOwnersMap;
}

const contextOf = (channel: ChannelState): InteractionContextType => {
  if (channel.guild) return InteractionContextType.Guild;
  return channel.type === ChannelType.DM ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
};

/** Which installations make the app available to this person in this place. */
export function ownersOf(person: PersonState, channel: ChannelState): APIAuthorizingIntegrationOwnersMap {
  const byUser = { [ApplicationIntegrationType.UserInstall]: person.user.id };
  const own = person.installed ? byUser : {};
  if (channel.guild?.botInstalled) return { [ApplicationIntegrationType.GuildInstall]: channel.guild.id, ...own };
  if (contextOf(channel) === InteractionContextType.BotDM && person.dm !== 'no-mutual-guild')
    return { [ApplicationIntegrationType.GuildInstall]: '0', ...own };
  return byUser;
}

/**
 * Returns the installations that the command runs by.
 * @throws {Error} if the person's client wouldn't offer the command here, with the reason
 */
export function requireOffered(
  command: DeployedCommand,
  person: PersonState,
  channel: ChannelState,
  owners = ownersOf(person, channel),
): APIAuthorizingIntegrationOwnersMap {
  const refuse = (why: string): never => {
    throw new Error(`${nameOf(person.user)} cannot use "${command.name}" in ${placeOf(channel)}: ${why}`);
  };
  if (command.guild_id === undefined) {
    const context = contextOf(channel);
    if (command.contexts && !command.contexts.includes(context))
      refuse(`its contexts are ${command.contexts.join(', ')}, this one is ${context}`);
    const types = command.integration_types ?? [ApplicationIntegrationType.GuildInstall];
    const offered = Object.entries(owners).filter(([type]) => types.includes(Number(type)));
    if (offered.length === 0) refuse(`its integration types are ${types.join(', ')}, the app is here by another`);
    return Object.fromEntries(offered);
  }
  return owners;
}

/** Throws unless the member's permissions and the channel allow the command. */
export function requirePermitted(command: DeployedCommand, person: PersonState, channel: ChannelState): void {
  const mine = permissionsOf(person, channel);
  const wanted = BigInt(command.default_member_permissions ?? 0);
  const isAdministrator = has(mine, PermissionFlagsBits.Administrator);
  const lacks = !has(mine, wanted) || (command.default_member_permissions === '0' && !isAdministrator);
  if (channel.guild && lacks && !isAdministrator)
    throw new Error(`${nameOf(person.user)} lacks the permissions that "${command.name}" asks for`);
  if (command.nsfw === true && channel.guild && !channel.nsfw)
    throw new Error(`"${command.name}" is age-restricted and ${placeOf(channel)} is not`);
}

type Metadata = APIMessageInteractionMetadata extends infer Each
  ? Each extends APIMessageInteractionMetadata
    ? Omit<Each, 'id' | 'user' | 'authorizing_integration_owners'>
    : never
  : never;

/** Creates an interaction and sends it to the bot. */
export function launch(
  world: World,
  options: {
    person: PersonState;
    channel: ChannelState;
    type: InteractionType;
    title: string;
    data: unknown;
    owners: APIAuthorizingIntegrationOwnersMap;
    metadata: Metadata;
    source?: StoredMessage | undefined;
    attachmentSizeLimit?: number | undefined;
  },
): InteractionState {
  const { person, channel, type, owners, source } = options;
  const id = world.nextId();
  const { guild } = channel;
  const isExternal = owners[ApplicationIntegrationType.GuildInstall] === undefined;
  const interaction: InteractionState = {
    id,
    token: randomBytes(96).toString('base64url'),
    type,
    title: options.title,
    ...(type === InteractionType.ApplicationCommand && { command: options.title.replaceAll(/^\/|"/g, '') }),
    createdAt: world.now(),
    person,
    channel,
    owners,
    appPermissions: channel.botPermissions,
    attachmentSizeLimit: options.attachmentSizeLimit ?? DEFAULT_FILE_LIMIT,
    metadata: { ...options.metadata, id, user: person.user, authorizing_integration_owners: owners },
    ...(source && { source }),
    forcedEphemeral:
      isExternal && guild !== undefined && !has(permissionsOf(person, channel), PermissionFlagsBits.UseExternalApps),
    followUps: [],
    modalSubmitted: false,
    givenUp: false,
    history: [],
  };
  world.timeline.push(() => {
    const head = `${placeOf(channel)} | (only ${nameOf(person.user)} can see this)`;
    return isUnanswered(world, interaction) ? `${head} The application did not respond` : undefined;
  });
  world.interactions.set(id, interaction);
  world.tokens.set(interaction.token, interaction);
  const { omits } = world;
  checkSent(world, describedUser, person.user, 'the user of an interaction');
  const payload: APIBaseInteraction<InteractionType, unknown> = {
    id,
    application_id: world.applicationId,
    type,
    data: options.data,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    ...(!omits('interaction.channel') && {
      channel: describeChannel(channel, permissionsOf(person, channel)) as NonNullable<APIInteraction['channel']>,
    }),
    ...(guild && {
      guild_id: guild.id,
      ...(!omits('interaction.guild') && {
        guild: { id: guild.id, features: featuresOf(guild), locale: guild.locale },
      }),
      ...(!omits('interaction.guild_locale') && { guild_locale: guild.locale }),
      member: memberOf(world, person, channel, guild.id),
    }),
    ...(!guild && { user: thinUser(omits, person.user) }),
    ...(source && { message: presentInEvent(world, source) }),
    app_permissions: interaction.appPermissions.toString(),
    locale: person.locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    ...(!omits('interaction.context') && { context: contextOf(channel) }),
    attachment_size_limit: interaction.attachmentSizeLimit,
  };
  world.dispatch({ t: GatewayDispatchEvents.InteractionCreate, d: payload as APIInteraction }, guild?.id, 0);
  world.notify();
  return interaction;
}

/** A member as in interactions. */
export function memberOf(
  world: World,
  person: PersonState,
  channel: ChannelState,
  guildId: string,
): APIInteractionGuildMember {
  return thinMember(world.omits, {
    user: thinUser(world.omits, person.user),
    nick: null,
    avatar: person.guildAvatars.get(guildId) ?? null,
    banner: null,
    roles: person.permissions.has(guildId) ? [person.user.id] : [],
    joined_at: new Date(world.now() - 86_400_000).toISOString(),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    pending: false,
    communication_disabled_until: null,
    permissions: permissionsOf(person, channel).toString(),
  });
}
