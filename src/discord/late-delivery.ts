import { Routes, type REST } from 'discord.js';
import type { AgeRequest } from '../aging/age-request.ts';
import type { Delivered } from '../aging/ports.ts';
import type { Clock } from '../clock.ts';
import type { AnswerMessage } from './answer-message.ts';
import { retryDiscordCall, statusOf } from './answer-rest.ts';
import { routeOf } from './route.ts';

/** For how long an answer that has missed its token is tried to be posted, in ms. */
const PATIENCE_MS = 60_000;

/**
 * What is left when an interaction's token has ended: an ordinary message by the bot. In a guild it mentions the
 * person, and a private answer is never posted there.
 */
export type LateDelivery = (
  request: AgeRequest,
  message: AnswerMessage,
  signal: AbortSignal | undefined,
) => Promise<Delivered>;

export function createLateDelivery({ rest, clock }: { rest: REST; clock: Clock }): LateDelivery {
  return async (request, { body, files }, signal) => {
    const { channel } = routeOf(request);
    if (!channel || (channel.kind === 'guild' && request.private)) return 'gone';
    const mention = channel.kind === 'guild' ? `<@${request.userId}>` : '';
    try {
      await retryDiscordCall(
        () =>
          rest.post(Routes.channelMessages(channel.id), {
            body: {
              ...body,
              content: [mention, body.content].filter(Boolean).join(' '),
              allowed_mentions: { users: [request.userId] },
              // The same message sent twice within minutes is posted once.
              nonce: request.id,
              enforce_nonce: true,
            },
            files,
            ...(signal && { signal }),
          }),
        { clock, until: clock.now() + PATIENCE_MS, signal },
      );
      return 'delivered';
    } catch (error) {
      const status = statusOf(error);
      // The bot may not write there, or the place is no more: nobody can be told.
      if (status !== undefined && status < 500) return 'gone';
      throw error;
    }
  };
}
