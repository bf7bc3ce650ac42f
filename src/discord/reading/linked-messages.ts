import { ChannelType, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { AskedRequest } from '../../aging/request/age-request.ts';
import type { IsAgeRestricted } from '../../aging/request/checks.ts';
import { retry } from '../../async/retry.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { relativeTimestamp } from '../../limits/limits.ts';
import { refusedForMs, statusOf } from '../rest/answer-rest.ts';
import {
  guildRolesSchema,
  mayRead,
  mayReadPrivateThreads,
  overwritesSchema,
  permissionsIn,
  type Member,
} from './channel-permissions.ts';
import { isPrivateConversation, isThread } from './channel-types.ts';
import { pictureOfFile } from './find-picture.ts';
import type { PictureLink } from './picture-link.ts';

/** Who gives a link, and where. */
export interface Reader extends Member {
  readonly guildId: string | undefined;
  readonly channelId: string | undefined;
  /** In that channel. */
  readonly permissions: bigint;
  readonly venue: AskedRequest['venue'];
  readonly channelIds: AskedRequest['channelIds'];
}

/** A message that both the person and the bot can read. */
export interface LinkedMessage {
  /** As Discord sent it, with fresh links. */
  readonly message: unknown;
  /** None in direct messages. */
  readonly guildId: string | undefined;
  /** Whether it's in the channel where the link was given. */
  readonly isHere: boolean;
}

/** Messages by links that people give. */
export interface LinkedMessages {
  /**
   * Reads the message of a link, or the message that has the file of a link.
   *
   * @throws {ExplainedError} `cooldown`, `link_other_server`, `link_not_seen`, `link_age_restricted`, `link_file_unknown`, or
   *   `link_unread` if Discord doesn't answer in time.
   */
  read(link: Exclude<PictureLink, { kind: 'avatar' }>, reader: Reader): Promise<LinkedMessage>;
}

export interface LinkedMessagesOptions {
  /** With the bot's token. */
  readonly rest: REST;
  readonly isAgeRestricted: IsAgeRestricted;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

const channelSchema = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  permission_overwrites: overwritesSchema,
  recipients: z.array(z.object({ id: z.string() })).nullish(),
});

type Channel = z.infer<typeof channelSchema>;

/** For all reading together, in ms: the first response to the interaction waits for it. */
const TIMEOUT_MS = 1200;
/** Links of one person within a time in ms, and how many people are remembered. */
const PACE_LINKS = 10;
const PACE_MS = 60_000;
const MOST_KEPT = 1000;
/** A file gets its id right before its message does. */
const AROUND = 10;

/** The bot sees more than the person may, so the person's own permissions are checked before a message is read. */
export function createLinkedMessages({ rest, isAgeRestricted, clock }: LinkedMessagesOptions): LinkedMessages {
  const checkPace = createPace(clock);

  /** A short rate limit, such as that of the whole bot, is waited for. */
  const get = (route: `/${string}`, options: { readonly signal: AbortSignal; readonly query?: URLSearchParams }) =>
    retry(() => rest.get(route, options), { clock, delayMs: refusedForMs, signal: options.signal });

  return {
    async read(link, reader) {
      if (link.kind === 'message' && link.guildId !== undefined && link.guildId !== reader.guildId) {
        throw new ExplainedError('link_other_server');
      }
      checkPace(reader.userId);
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      try {
        return await readSeen(link, reader, signal);
      } catch (error) {
        throw error instanceof ExplainedError ? error : new ExplainedError(reasonOf(error), {}, { cause: error });
      }
    },
  };

  async function readSeen(
    link: Parameters<LinkedMessages['read']>[0],
    reader: Reader,
    signal: AbortSignal,
  ): Promise<LinkedMessage> {
    const isHere = link.channelId === reader.channelId;
    const guildId = isHere ? requireHere(reader) : await requireSeen(link, reader, signal);
    return { message: await fetchMessage(link, signal), guildId, isHere };
  }

  /** @returns the server of the channel. */
  async function requireSeen(
    { channelId }: { readonly channelId: string },
    reader: Reader,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const channel = await fetchChannel(channelId, signal);
    if (isPrivateConversation(channel.type)) {
      const isOwn = channel.recipients?.some(({ id }) => id === reader.userId) ?? false;
      if (channel.type !== (ChannelType.DM as number) || !isOwn) throw new ExplainedError('link_not_seen');
      return undefined;
    }
    const { guild_id: guildId } = channel;
    // Whether the channel of a file exists in another server is nobody's business, so both get the same sentence.
    if (!guildId || guildId !== reader.guildId) throw new ExplainedError('link_not_seen');
    const [seen, restricted] = await Promise.all([
      isSeen(channel, guildId, reader, signal),
      // `nsfw` is optional: clients show a channel without it to everybody.
      isAgeRestricted({ venue: { context: 'guild', guildId }, channelIds: [channelId] }).catch(() => false),
    ]);
    if (!seen) throw new ExplainedError('link_not_seen');
    if (restricted && !(await isAgeRestricted(reader).catch(() => false)))
      throw new ExplainedError('link_age_restricted');
    return guildId;
  }

  async function isSeen(channel: Channel, guildId: string, member: Member, signal: AbortSignal): Promise<boolean> {
    const isInThread = isThread(channel.type);
    const [guild, parent] = await Promise.all([
      get(Routes.guild(guildId), { signal }).then((body) => guildRolesSchema.parse(body)),
      isInThread ? fetchChannel(channel.parent_id ?? '', signal) : channel,
    ]);
    const permissions = permissionsIn(guild, parent.permission_overwrites, member);
    if (!mayRead(permissions)) return false;
    if (channel.type !== (ChannelType.PrivateThread as number) || mayReadPrivateThreads(permissions)) return true;
    return await isIn(channel.id, member.userId, signal);
  }

  async function isIn(threadId: string, userId: string, signal: AbortSignal): Promise<boolean> {
    try {
      await get(Routes.threadMembers(threadId, userId), { signal });
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
  }

  async function fetchChannel(id: string, signal: AbortSignal): Promise<Channel> {
    return channelSchema.parse(await get(Routes.channel(id), { signal }));
  }

  async function fetchMessage(link: Parameters<LinkedMessages['read']>[0], signal: AbortSignal): Promise<unknown> {
    if (link.kind === 'message') return await get(Routes.channelMessage(link.channelId, link.messageId), { signal });
    const query = new URLSearchParams({ around: link.attachmentId, limit: String(AROUND) });
    const messages = z.array(z.unknown()).parse(await get(Routes.channelMessages(link.channelId), { query, signal }));
    const found = messages.find((message) => pictureOfFile(message, link.attachmentId));
    if (!found) throw new ExplainedError('link_file_unknown');
    return found;
  }
}

/**
 * Limits how many links one person can have read: each needs several calls, and Discord counts those that it refuses.
 *
 * @returns a function that throws an ExplainedError, `cooldown`.
 */
function createPace(clock: Pick<Clock, 'now'>) {
  const recent = new Map<string, readonly number[]>();
  return (userId: string): void => {
    const now = clock.now();
    const times = (recent.get(userId) ?? []).filter((time) => time > now - PACE_MS);
    const [first = now] = times;
    if (times.length >= PACE_LINKS) {
      throw new ExplainedError('cooldown', { when: relativeTimestamp(first + PACE_MS, now) });
    }
    if (recent.size >= MOST_KEPT) recent.clear();
    recent.set(userId, [...times, now]);
  };
}

/** In its own channel, Discord tells the person's permissions. */
function requireHere({ guildId, permissions }: Reader): string | undefined {
  if (guildId !== undefined && !mayRead(permissions)) throw new ExplainedError('link_not_seen');
  return guildId;
}

/** What doesn't exist and what can't be read get the same sentence, so that nobody can find out which it is. */
function reasonOf(error: unknown): 'link_not_seen' | 'link_unread' {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && status !== 429 ? 'link_not_seen' : 'link_unread';
}
