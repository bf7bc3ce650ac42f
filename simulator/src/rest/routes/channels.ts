import { ChannelType, MessageReferenceType, MessageType, type APIMessage } from 'discord-api-types/v10';
import { z } from 'zod';
import { apiError, formError } from '../../http/api-error.ts';
import { compose } from '../../people/compose.ts';
import { DEFAULT_FILE_LIMIT } from '../../people/interactions.ts';
import {
  createMessage,
  deleteMessage,
  editMessage,
  present,
  presentReferenced,
  presentToBot,
} from '../../world/messages.ts';
import { requireHistory, requireView, requireWriteAccess } from '../../world/permissions.ts';
import type { ChannelState, Overwrite, StoredMessage } from '../../world/state.ts';
import { directChannel, type World } from '../../world/world.ts';
import { channelRules, messageRules } from '../checks/message-rules.ts';
import { parse } from '../parse.ts';
import type { RestAnswer, RestRequest, Routes } from '../route.ts';

/** How long a nonce is remembered. Discord says "the past few minutes". */
const NONCE_MS = 3 * 60_000;

export const channelRoutes: Routes = (world) => {
  const channelOf = (id: string): ChannelState => {
    const channel = world.channels.get(id);
    if (!channel) throw apiError('unknownChannel');
    if (channel.guild ? !channel.guild.botInstalled : channel.type !== ChannelType.DM) throw apiError('missingAccess');
    return channel;
  };
  const messageOf = (channelId: string, id: string): StoredMessage => {
    const message = channelOf(channelId).messages.find(({ data }) => data.id === id);
    if (!message || message.deletedAt !== undefined || message.ephemeralFor) throw apiError('unknownMessage');
    return message;
  };
  const message = '/channels/:/messages/:';
  return [
    {
      method: 'POST',
      pattern: '/channels/:/messages',
      kind: 'message',
      authorized: true,
      handle: (request, id = '') => send(world, request, channelOf(id)),
    },
    {
      method: 'GET',
      pattern: message,
      kind: 'get-message',
      authorized: true,
      handle: (_, channel = '', id = '') => {
        requireHistory(channelOf(channel));
        return { status: 200, body: presentToBot(world, messageOf(channel, id)) };
      },
    },
    {
      method: 'GET',
      pattern: '/channels/:/messages',
      kind: 'get-messages',
      authorized: true,
      handle: ({ query }, id = '') => ({ status: 200, body: list(world, channelOf(id), query) }),
    },
    {
      method: 'GET',
      pattern: '/channels/:/thread-members/:',
      kind: 'thread-member',
      authorized: true,
      handle: (_, id = '', userId = '') => ({ status: 200, body: threadMember(channelOf(id), userId) }),
    },
    {
      method: 'PATCH',
      pattern: message,
      kind: 'edit-message',
      authorized: true,
      handle: (request, channel = '', id = '') => {
        const existing = messageOf(channel, id);
        if (existing.data.author.id !== world.bot.id) throw apiError('cannotEditOthers');
        const body = parse(messageRules, request.body, { problems: world.problems, where: request.where });
        editMessage(world, existing, compose(world, { ...place(request, existing.channel), body, existing }));
        return { status: 200, body: present(world, existing) };
      },
    },
    {
      method: 'DELETE',
      pattern: message,
      kind: 'delete-message',
      authorized: true,
      handle: (_, channel = '', id = '') => {
        const existing = messageOf(channel, id);
        if (existing.data.author.id !== world.bot.id) throw apiError('missingPermissions');
        deleteMessage(world, existing);
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      pattern: '/channels/:/typing',
      kind: 'typing',
      authorized: true,
      handle: (_, id = '') => {
        requireWriteAccess(channelOf(id), []);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      pattern: '/channels/:',
      kind: 'get-channel',
      authorized: true,
      handle: (_, id = '') => {
        const channel = channelOf(id);
        requireView(channel);
        return { status: 200, body: describeChannel(channel) };
      },
    },
    {
      method: 'POST',
      pattern: '/users/@me/channels',
      kind: 'open-dm',
      authorized: true,
      handle: (request) => openDm(world, request),
    },
  ];
};

const THREAD = {
  archived: false,
  auto_archive_duration: 1440,
  archive_timestamp: new Date(0).toISOString(),
  locked: false,
} as const;

/** A channel as REST and the gateway send it. Interactions add the person's permissions. */
export function describeChannel(
  channel: ChannelState,
  permissions?: bigint,
): { id: string; type: ChannelType; [field: string]: unknown } {
  const { id, type, guild, parent, name, nsfw } = channel;
  const last_message_id = channel.messages.at(-1)?.data.id ?? null;
  const mine = permissions === undefined ? {} : { permissions: permissions.toString() };
  if (!guild)
    return { id, type, last_message_id, flags: 0, recipients: channel.recipients.map(({ user }) => user), ...mine };
  const common = { id, type, name, guild_id: guild.id, last_message_id, flags: 0, rate_limit_per_user: 0, ...mine };
  if (parent) {
    const count = channel.messages.length;
    const counts = { message_count: count, member_count: 1, total_message_sent: count };
    // Only the parent channel says whether a thread is age-restricted.
    return { ...common, ...counts, parent_id: parent.id, owner_id: guild.id, thread_metadata: THREAD };
  }
  return {
    ...common,
    nsfw,
    position: 0,
    parent_id: null,
    topic: null,
    permission_overwrites: channel.overwrites.map(describeOverwrite),
  };
}

function describeOverwrite({ id, type, allow, deny }: Overwrite) {
  return { id, type, allow: allow.toString(), deny: deny.toString() };
}

/** @throws {ApiError} 10007 */
function threadMember(thread: ChannelState, userId: string) {
  requireView(thread);
  if (!thread.members.some(({ user }) => user.id === userId)) throw apiError('unknownMember');
  return { id: thread.id, user_id: userId, join_timestamp: new Date(0).toISOString(), flags: 0 };
}

/** Messages by `around` and `limit`, newest first, as far as the simulator knows the query. */
function list(world: World, channel: ChannelState, query: URLSearchParams): APIMessage[] {
  requireHistory(channel);
  const limit = Number(query.get('limit') ?? 50);
  const around = BigInt(query.get('around') ?? 1n << 63n);
  const visible = channel.messages.filter(({ deletedAt, ephemeralFor }) => deletedAt === undefined && !ephemeralFor);
  const older = visible.filter(({ data }) => BigInt(data.id) <= around).slice(-Math.ceil(limit / 2));
  const newer = visible.filter(({ data }) => BigInt(data.id) > around).slice(0, Math.floor(limit / 2));
  return [...older, ...newer].toReversed().map((message) => presentToBot(world, message));
}

function place(request: RestRequest, channel: ChannelState) {
  const { files, where } = request;
  return { files, where, folder: channel.id, ephemeral: false, sizeLimit: DEFAULT_FILE_LIMIT };
}

function send(world: World, request: RestRequest, channel: ChannelState): RestAnswer {
  const body = parse(channelRules, request.body, { problems: world.problems, where: request.where });
  requireWriteAccess(channel, request.files);
  const key = `${channel.id} ${body.nonce}`;
  const hasNonce = body.nonce !== undefined && body.nonce !== null;
  const again = hasNonce && body.enforce_nonce === true ? world.nonces.get(key) : undefined;
  if (again && world.now() - Date.parse(again.data.timestamp) < NONCE_MS)
    return { status: 200, body: present(world, again) };

  const reference = body.message_reference;
  const replied = reference && channel.messages.find(({ data }) => data.id === reference.message_id);
  const isMissing = reference && (!replied || replied.deletedAt !== undefined);
  if (isMissing && reference.fail_if_not_exists !== false)
    throw formError(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  const more: Partial<APIMessage> =
    replied && !isMissing && reference.type !== MessageReferenceType.Forward
      ? {
          type: MessageType.Reply,
          message_reference: {
            type: MessageReferenceType.Default,
            channel_id: channel.id,
            message_id: replied.data.id,
          },
          referenced_message: presentReferenced(world, replied),
        }
      : {};
  const composed = compose(world, { ...place(request, channel), body });
  const nonce = body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce };
  const message = createMessage(world, { channel, author: world.bot, composed, more: { ...more, ...nonce } });
  if (body.nonce !== undefined) world.nonces.set(key, message);
  return { status: 200, body: present(world, message) };
}

const recipient = z.strictObject({ recipient_id: z.string() });

function openDm(world: World, request: RestRequest): RestAnswer {
  const { recipient_id } = parse(recipient, request.body, { problems: world.problems, where: request.where });
  const person = world.people.get(recipient_id);
  if (!person || person.deleted || person.user.bot === true) throw apiError('invalidRecipients');
  return { status: 200, body: describeChannel(directChannel(world, person)) };
}
