import { PermissionFlagsBits, Routes, type REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { TextKey } from '../../i18n/text.ts';
import type { AnswerMessage } from '../messages/answer-message.ts';
import { retryDiscordCall } from '../rest/answer-rest.ts';
import { uploadError } from './delivery.ts';

/** For how long to try to post, in ms. */
const RETRY_MS = 60_000;

/**
 * Posts a picture in a channel of a server, as the bot itself.
 *
 * @param compose makes a new message for each attempt.
 * @param nonce of at most 25 characters: Discord posts a message once if it's sent twice within minutes with the same.
 * @throws {ExplainedError} `result_too_heavy`, `cannot_attach` or `upload_failed`.
 */
export type Post = (channelId: string, compose: () => AnswerMessage, nonce: string) => Promise<void>;

export function createPost({ rest, clock }: { readonly rest: REST; readonly clock: Clock }): Post {
  return async (channelId, compose, nonce) => {
    const send = () => {
      const { body, files } = compose();
      return rest.post(Routes.channelMessages(channelId), { body: { ...body, nonce, enforce_nonce: true }, files });
    };
    try {
      await retryDiscordCall(send, { clock, until: clock.now() + RETRY_MS });
    } catch (error) {
      throw uploadError(error);
    }
  };
}

/** What somebody needs to post a picture in an embed, and what Discord's settings call it. */
const NEEDED = {
  permission_view: PermissionFlagsBits.ViewChannel,
  permission_send: PermissionFlagsBits.SendMessages,
  permission_send_in_threads: PermissionFlagsBits.SendMessagesInThreads,
  permission_embed: PermissionFlagsBits.EmbedLinks,
  permission_attach: PermissionFlagsBits.AttachFiles,
} as const satisfies Partial<Record<TextKey, bigint>>;

export type NeededPermission = keyof typeof NEEDED;

/**
 * The first permission that is missing to post a picture; `undefined` if none is.
 *
 * @param isThread `undefined` if that is unknown: then both permissions to write are needed.
 */
export function missingToPost(
  permissions: Readonly<{ has(bit: bigint): boolean }>,
  isThread: boolean | undefined,
): NeededPermission | undefined {
  const useless = isThread === undefined ? [] : [isThread ? 'permission_send' : 'permission_send_in_threads'];
  return (Object.keys(NEEDED) as NeededPermission[]).find(
    (name) => !useless.includes(name) && !permissions.has(NEEDED[name]),
  );
}
