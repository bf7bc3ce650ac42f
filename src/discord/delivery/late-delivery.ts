import { RESTJSONErrorCodes, Routes, type RawFile, type REST } from 'discord.js';
import { ORDINARY_UPLOAD_BYTES } from '../../bounds.ts';
import type { Delivered } from '../../aging/request/ports.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { AnswerMessage } from '../messages/answer-message.ts';
import { codeOf, retryDiscordCall, statusOf } from '../rest/answer-rest.ts';
import type { InteractionRoute, Routed } from './route.ts';

const SHUT_OUT: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
]);

/** For how long to try, in ms. */
const RETRY_MS = 60_000;

/**
 * Answers after an interaction's token has expired: with an ordinary message by the bot. In a server it mentions the
 * person, and a private answer is never posted there.
 *
 * @returns `gone` if the bot can't post there any more.
 * @throws {ExplainedError} `result_too_heavy` for a file that only an answer by token could have.
 * @throws what Discord answered if it refuses this message rather than the bot.
 */
export type LateDelivery = (
  request: Routed<InteractionRoute>,
  message: AnswerMessage,
  signal: AbortSignal | undefined,
) => Promise<Delivered>;

export function createLateDelivery({ rest, clock }: { rest: REST; clock: Clock }): LateDelivery {
  return async (request, { body, files }, signal) => {
    const { channel } = request.route;
    if (!channel || (channel.kind === 'guild' && request.private)) return 'gone';
    if (files.some(({ data }) => sizeOf(data) > ORDINARY_UPLOAD_BYTES)) throw new ExplainedError('result_too_heavy');
    const mention = channel.kind === 'guild' ? `<@${request.userId}>` : '';
    try {
      await retryDiscordCall(
        () =>
          rest.post(Routes.channelMessages(channel.id), {
            body: {
              ...body,
              content: [mention, body.content].filter(Boolean).join(' '),
              allowed_mentions: { users: [request.userId] },
              // Discord posts the same message once if it's sent twice within minutes.
              nonce: request.id,
              enforce_nonce: true,
            },
            files,
            ...(signal && { signal }),
          }),
        { clock, until: clock.now() + RETRY_MS, signal },
      );
      return 'delivered';
    } catch (error) {
      if (isShutOut(error, files.length > 0)) return 'gone';
      throw error;
    }
  };
}

function sizeOf(data: RawFile['data']): number {
  return typeof data === 'object' ? data.byteLength : 0;
}

/** Whether the bot can't post there, or the channel is gone. A refused file doesn't mean that text is refused. */
function isShutOut(error: unknown, hasFiles: boolean): boolean {
  if (statusOf(error) === 404 || SHUT_OUT.has(codeOf(error))) return true;
  return statusOf(error) === 403 && !hasFiles;
}
