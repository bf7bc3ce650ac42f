import {
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  type APIMessage,
  type APIMessageInteractionMetadata,
  type APIUser,
} from 'discord-api-types/v10';
import type { Composed } from '../people/compose.ts';
import { thinMessage } from './omissions.ts';
import { checkSent } from '../rest/checks/check.ts';
import { describedMessage } from '../rest/checks/description.ts';
import { tell } from '../transcript.ts';
import type { ChannelState, InteractionState, PersonState, StoredMessage } from './state.ts';
import type { World } from './world.ts';

/** Adds a message to a channel, tells the bot if it may see it, and writes it into the transcript. */
export function createMessage(
  world: World,
  options: {
    channel: ChannelState;
    author: APIUser;
    composed: Composed;
    ephemeralFor?: PersonState | undefined;
    interaction?: InteractionState;
    more?: Partial<APIMessage>;
  },
): StoredMessage {
  const { channel, author, composed, ephemeralFor, interaction, more } = options;
  const data: APIMessage = {
    id: world.nextId(),
    channel_id: channel.id,
    author,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    type: MessageType.Default,
    ...composed.data,
    ...(interaction && {
      interaction_metadata: metadataOf(interaction),
      ...(interaction.command !== undefined && {
        interaction: {
          id: interaction.id,
          type: interaction.type,
          name: interaction.command,
          user: interaction.person.user,
        },
      }),
      application_id: world.applicationId,
      webhook_id: world.applicationId,
    }),
    ...more,
  };
  if (ephemeralFor) data.flags = (data.flags ?? 0) | MessageFlags.Ephemeral;
  const message: StoredMessage = {
    data,
    channel,
    fileIds: composed.fileIds,
    ...(ephemeralFor && { ephemeralFor }),
    ...(interaction && { interaction }),
  };
  channel.messages.push(message);
  world.messages.set(data.id, message);
  tell(world, message, 'said');
  publish(world, message, GatewayDispatchEvents.MessageCreate);
  world.notify();
  return message;
}

export function editMessage(world: World, message: StoredMessage, composed: Composed): void {
  const answersDeferral = ((message.data.flags ?? 0) & MessageFlags.Loading) !== 0;
  Object.assign(message.data, composed.data);
  // An answered deferral doesn't show as edited.
  if (!answersDeferral) message.data.edited_timestamp = new Date(world.now()).toISOString();
  message.fileIds = composed.fileIds;
  tell(world, message, answersDeferral ? 'said' : 'edited');
  publish(world, message, GatewayDispatchEvents.MessageUpdate);
  world.notify();
}

export function deleteMessage(world: World, message: StoredMessage): void {
  message.deletedAt = world.now();
  tell(world, message, 'deleted');
  const { guildId, intent } = audienceOf(message);
  const d = {
    id: message.data.id,
    channel_id: message.channel.id,
    ...(guildId !== undefined && { guild_id: guildId }),
  };
  if (isToldToBot(message)) world.dispatch({ t: GatewayDispatchEvents.MessageDelete, d }, guildId, intent);
  world.notify();
}

/** The message as in events and interactions: checked against the description, without some optional fields. */
export function presentInEvent(world: World, message: StoredMessage): APIMessage {
  const data = present(world, message);
  checkSent(world, describedMessage, data, 'the message of an event');
  return thinMessage(world.omits, data);
}

/** A message as shown by a reply to it: without the message that it replies to itself. */
export function presentReferenced(world: World, message: StoredMessage): APIMessage {
  const { referenced_message: _, ...data } = present(world, message);
  return data;
}

/** The message as REST and the gateway send it, with fresh links. */
export function present(world: World, message: StoredMessage): APIMessage {
  return world.cdn.refresh(message.data);
}

/**
 * Who receives a message. Private answers are sent like direct messages, wherever they are seen: without a `guild_id`,
 * by the intent DIRECT_MESSAGES, on shard 0. Sources:
 * https://docs.discord.com/developers/events/gateway-events#message-create,
 * https://github.com/discord/discord-api-docs/issues/4557, https://github.com/discord/discord-api-docs/pull/5819
 */
function audienceOf({ channel, ephemeralFor }: StoredMessage): { guildId: string | undefined; intent: number } {
  const { guild } = channel;
  return guild && !ephemeralFor
    ? { guildId: guild.id, intent: GatewayIntentBits.GuildMessages }
    : { guildId: undefined, intent: GatewayIntentBits.DirectMessages };
}

const isToldToBot = ({ channel }: StoredMessage): boolean =>
  channel.guild ? channel.guild.botInstalled : channel.type === ChannelType.DM;

/** Follow-ups say which message was the first answer. */
function metadataOf({ metadata, original }: InteractionState): APIMessageInteractionMetadata {
  return original ? { ...metadata, original_response_message_id: original.data.id } : metadata;
}

function publish(
  world: World,
  message: StoredMessage,
  t: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
): void {
  const { channel } = message;
  if (!isToldToBot(message)) return;
  const { guildId, intent } = audienceOf(message);
  const event = {
    t,
    // Computed only for receivers that have asked for such events.
    get d() {
      const data = presentInEvent(world, message);
      return {
        ...(guildId === undefined ? data : asBotSees(world, data)),
        ...(!world.omits('message.channel_type') && { channel_type: channel.type }),
        ...(guildId !== undefined && { guild_id: guildId }),
      };
    },
  };
  world.dispatch(event, guildId, intent);
}

/**
 * A guild's message as the bot gets it. Without the intent MESSAGE_CONTENT, messages of others are empty unless they
 * mention the bot: https://docs.discord.com/developers/events/gateway#message-content-intent
 */
function asBotSees(world: World, data: APIMessage): APIMessage {
  const isMine = data.author.id === world.bot.id || data.mentions.some((user) => user.id === world.bot.id);
  if (world.messageContent || isMine) return data;
  const { message_snapshots: forwarded, ...rest } = data;
  const empty = { content: '', embeds: [], attachments: [], components: [] };
  const snapshots = forwarded?.map(({ message }) => ({ message: { ...message, ...empty } }));
  return { ...rest, ...empty, ...(snapshots && { message_snapshots: snapshots }) };
}

/** A message as the bot reads it by REST. */
export function presentToBot(world: World, message: StoredMessage): APIMessage {
  const data = present(world, message);
  return message.channel.guild ? asBotSees(world, data) : data;
}
