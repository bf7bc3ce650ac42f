import {
  type ApplicationCommandType,
  ChannelType,
  PermissionFlagsBits,
  type APIUser,
  type GatewayDispatchPayload,
} from 'discord-api-types/v10';
import { makeCdn, type Cdn } from '../http/cdn.ts';
import { makeOmits, type Omissions, type Omits } from './omissions.ts';
import { has } from './permissions.ts';
import { guildSnowflakes, snowflakes } from './snowflake.ts';
import type {
  ChannelState,
  DeployedCommand,
  GuildState,
  InteractionState,
  LoggedRequest,
  PersonState,
  StoredMessage,
  WebhookState,
} from './state.ts';
import { makeWaiting, type Waiting } from '../waiting.ts';

/** The whole state of this Discord. */
export interface World extends Waiting {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds within which an interaction must be acknowledged. */
  acknowledgementMs: number;
  /** Whether what it sends is checked against the published description. */
  checksItself: boolean;
  nextId(): string;
  nextGuildId(): string;
  /** `http://127.0.0.1:<port>` */
  origin(): string;
  botToken: string;
  /** The application has the intent MESSAGE_CONTENT. */
  messageContent: boolean;
  applicationId: string;
  bot: APIUser;
  owner: APIUser;
  cdn: Cdn;
  /** Decides whether an optional field is left out. */
  omits: Omits;
  people: Map<string, PersonState>;
  guilds: Map<string, GuildState>;
  channels: Map<string, ChannelState>;
  messages: Map<string, StoredMessage>;
  commands: Map<string, DeployedCommand>;
  webhooks: Map<string, WebhookState>;
  interactions: Map<string, InteractionState>;
  /** By interaction token. */
  tokens: Map<string, InteractionState>;
  /** Messages by channel and nonce. */
  nonces: Map<string, StoredMessage>;
  /** All requests in order of arrival. */
  requests: LoggedRequest[];
  /** What the bot did that Discord would object to, or that this simulator doesn't know. */
  problems: string[];
  /** The conversation so far. Entries that depend on time are functions. */
  timeline: (string | (() => string | undefined))[];
  /** Sends an event to the bot's sessions. Does nothing until the gateway exists. */
  dispatch: (event: Pick<GatewayDispatchPayload, 't' | 'd'>, guildId: string | undefined, intent: number) => void;
}

/** The default permissions of an app or member. */
export const ordinaryPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

const everyPermission = Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n);

/** `app_permissions` in DMs, according to Discord's documentation of interactions. */
const directMessagePermissions =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

export function makeWorld(options: {
  now: () => number;
  origin: () => string;
  botToken: string;
  messageContent?: boolean;
  seed: number;
  omit: Omissions;
  botName: string;
  cdnLifetimeSeconds: number;
  acknowledgementMs: number;
  checksItself: boolean;
}): World {
  const { now, origin, botToken } = options;
  const nextId = snowflakes(now);
  const omits = makeOmits(options.seed, options.omit);
  const applicationId = nextId();
  const world: World = Object.assign(makeWaiting(), {
    now,
    acknowledgementMs: options.acknowledgementMs,
    checksItself: options.checksItself,
    nextId,
    nextGuildId: guildSnowflakes(),
    origin,
    botToken,
    messageContent: options.messageContent ?? false,
    applicationId,
    bot: { ...makeUser(applicationId, options.botName), bot: true },
    owner: makeUser(nextId(), 'owner'),
    cdn: makeCdn({
      origin,
      now,
      nextId,
      lifetimeSeconds: options.cdnLifetimeSeconds,
      omits,
      isHeld: (fileId) =>
        world.messages.values().some((message) => message.deletedAt === undefined && message.fileIds.has(fileId)),
    }),
    omits,
    people: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commands: new Map(),
    webhooks: new Map(),
    interactions: new Map(),
    tokens: new Map(),
    nonces: new Map(),
    requests: [],
    problems: [],
    timeline: [],
    dispatch: () => undefined,
  });
  return world;
}

export function makeUser(id: string, name: string): APIUser {
  const username = name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_');
  const flags = { public_flags: 0, flags: 0 };
  const looks = { avatar: null, avatar_decoration_data: null, collectibles: null, primary_guild: null, clan: null };
  return { id, username, discriminator: '0', global_name: name, ...flags, ...looks };
}

export const nameOf = (user: APIUser): string => user.global_name ?? user.username;

export function makeChannel(
  world: World,
  state: Partial<Omit<ChannelState, 'id' | 'messages'>> & Pick<ChannelState, 'type' | 'name'>,
): ChannelState {
  const withBot = state.type === ChannelType.DM ? PermissionFlagsBits.UseExternalEmojis : 0n;
  const botPermissions = state.guild ? ordinaryPermissions : directMessagePermissions | withBot;
  const channel = {
    nsfw: false,
    botPermissions,
    recipients: [],
    overwrites: [],
    members: [],
    ...state,
    id: world.nextId(),
    messages: [],
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The DM of a person with the bot. It is opened if there is none yet. */
export function directChannel(world: World, person: PersonState): ChannelState {
  const open = world.channels
    .values()
    .find((channel) => channel.type === ChannelType.DM && channel.recipients.includes(person));
  return open ?? makeChannel(world, { type: ChannelType.DM, name: nameOf(person.user), recipients: [person] });
}

/** A person's permissions in a channel. A thread has those of its channel. */
export function permissionsOf(person: PersonState, channel: ChannelState): bigint {
  const { guild, parent = channel } = channel;
  if (!guild) return ordinaryPermissions;
  const base = person.permissions.get(guild.id) ?? ordinaryPermissions;
  if (has(base, PermissionFlagsBits.Administrator)) return base | everyPermission;
  return [guild.id, person.user.id].reduce((permissions, id) => {
    const { allow = 0n, deny = 0n } = parent.overwrites.find((overwrite) => overwrite.id === id) ?? {};
    return (permissions & ~deny) | allow;
  }, base);
}

/** Whether a channel is among those that a person's client shows. */
export function isShownTo(person: PersonState, channel: ChannelState): boolean {
  if (!channel.guild) return channel.recipients.includes(person);
  const permissions = permissionsOf(person, channel);
  if (!has(permissions, PermissionFlagsBits.ViewChannel)) return false;
  const isPrivate = channel.type === ChannelType.PrivateThread && !has(permissions, PermissionFlagsBits.ManageThreads);
  return !isPrivate || channel.members.includes(person);
}

/** The place's name in a transcript. */
export function placeOf(channel: ChannelState): string {
  if (channel.guild) return `#${channel.name} (${channel.guild.name})`;
  return channel.type === ChannelType.DM ? `DM with ${channel.name}` : `group "${channel.name}"`;
}

export function findCommand(
  world: World,
  type: ApplicationCommandType,
  name: string,
  guildId: string | undefined,
): DeployedCommand | undefined {
  const found = world.commands.values().filter((command) => command.type === type && command.name === name);
  const inReach = found.filter((command) => command.guild_id === undefined || command.guild_id === guildId);
  // A guild's own command hides a global one with the same name.
  return [...inReach].sort((a, b) => Number(a.guild_id === undefined) - Number(b.guild_id === undefined))[0];
}
