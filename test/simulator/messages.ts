import {
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  type APIMessage,
  type APIUser,
} from 'discord-api-types/v10';
import type { Composed } from './compose.ts';
import { tell } from './transcript.ts';
import type { ChannelState, InteractionState, PersonState, StoredMessage } from './state.ts';
import type { World } from './world.ts';

/** Puts a message into a channel, tells the bot of it if it may know, and notes it in the transcript. */
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
      interaction_metadata: interaction.metadata,
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
  // An answered deferral does not show as edited.
  if (!answersDeferral) message.data.edited_timestamp = new Date(world.now()).toISOString();
  message.fileIds = composed.fileIds;
  tell(world, message, answersDeferral ? 'said' : 'edited');
  publish(world, message, GatewayDispatchEvents.MessageUpdate);
  world.notify();
}

export function deleteMessage(world: World, message: StoredMessage): void {
  message.deletedAt = world.now();
  tell(world, message, 'deleted');
  const guildId = message.channel.guild?.id;
  if (!message.ephemeralFor) {
    const d = {
      id: message.data.id,
      channel_id: message.channel.id,
      ...(guildId !== undefined && { guild_id: guildId }),
    };
    world.dispatch({ t: GatewayDispatchEvents.MessageDelete, d }, guildId, intentFor(message.channel));
  }
  world.notify();
}

/** The message as the REST and the gateway send it: with fresh links. */
export function present(world: World, message: StoredMessage): APIMessage {
  return world.cdn.refresh(structuredClone(message.data));
}

function intentFor(channel: ChannelState): number {
  return channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
}

function publish(
  world: World,
  message: StoredMessage,
  t: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
): void {
  const { channel } = message;
  const withBot = channel.guild ? channel.guild.botInstalled : channel.type === ChannelType.DM;
  if (message.ephemeralFor || !withBot) return;
  const guildId = channel.guild?.id;
  const event = {
    t,
    // Worked out only for those who have asked for such events.
    get d() {
      const data = present(world, message);
      // MESSAGE_CONTENT: others' messages in guilds arrive empty unless they mention the bot.
      const mine = data.author.id === world.bot.id || data.mentions.some((user) => user.id === world.bot.id);
      const visible = guildId === undefined || mine ? data : withoutContent(data);
      return { ...visible, channel_type: channel.type, ...(guildId !== undefined && { guild_id: guildId }) };
    },
  };
  world.dispatch(event, guildId, intentFor(channel));
}

/** What the gateway sends of a guild's message without the intent MESSAGE_CONTENT; the simulator never grants it. */
function withoutContent(data: APIMessage): APIMessage {
  return { ...data, content: '', embeds: [], attachments: [], components: [] };
}
