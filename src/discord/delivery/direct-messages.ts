import { RESTJSONErrorCodes, Routes, type APIMessage, type REST } from 'discord.js';
import type { Acknowledgement, Delivered } from '../../aging/request/ports.ts';
import type { Clock } from '../../clock.ts';
import type { AnswerMessage } from '../messages/answer-message.ts';
import { codeOf, retryDiscordCall, statusOf } from '../rest/answer-rest.ts';
import type { MessageRoute } from './route.ts';

export interface ReplyOptions {
  /** Discord posts a message once if it's sent twice within minutes with the same nonce. At most 25 characters. */
  readonly nonce: string;
  /** When to stop trying, in ms since the epoch. */
  readonly until: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the bot does in direct messages under its own token. */
export interface DirectMessages {
  /**
   * Replies to a message, or posts an ordinary message if it has been deleted.
   *
   * @param compose makes a new message for each attempt.
   * @returns `gone` if this person doesn't accept messages from the bot.
   * @throws what Discord answered if it didn't accept the message.
   */
  reply(to: MessageRoute, compose: () => AnswerMessage, options: ReplyOptions): Promise<Delivered>;
  /** Shows the bot as typing for 10 s. Tries once; never rejects. `lost` if this person doesn't accept messages from it. */
  type(channelId: string): Promise<Acknowledgement>;
  /**
   * Reads a message, with fresh links to its files.
   *
   * @param patienceMs for how long to try.
   * @returns `undefined` if it doesn't exist, or the bot can't read it.
   * @throws what Discord answered if it couldn't be read.
   */
  read(channelId: string, messageId: string, patienceMs: number): Promise<APIMessage | undefined>;
  /**
   * Reads the last messages, the newest first.
   *
   * @param patienceMs for how long to try.
   * @throws what Discord answered if they couldn't be read.
   */
  recent(channelId: string, patienceMs: number): Promise<APIMessage[]>;
}

/** How many messages "the last ones" are. */
const RECENT = 50;

/** Typing must not delay the work, in ms. */
const TYPING_TIMEOUT_MS = 2500;

export function createDirectMessages({ rest, clock }: { rest: REST; clock: Clock }): DirectMessages {
  return {
    async reply({ channelId, messageId }, compose, { nonce, until, signal }) {
      const send = () => {
        const { body, files } = compose();
        return rest.post(Routes.channelMessages(channelId), {
          body: {
            ...body,
            message_reference: { message_id: messageId, fail_if_not_exists: false },
            nonce,
            enforce_nonce: true,
          },
          files,
          ...(signal && { signal }),
        });
      };
      try {
        await retryDiscordCall(send, { clock, until, signal });
        return 'delivered';
      } catch (error) {
        if (isUnreachable(error)) return 'gone';
        throw error;
      }
    },

    async type(channelId) {
      try {
        await rest.post(Routes.channelTyping(channelId), { signal: AbortSignal.timeout(TYPING_TIMEOUT_MS) });
        return 'confirmed';
      } catch (error) {
        return isUnreachable(error) ? 'lost' : 'unknown';
      }
    },

    async read(channelId, messageId, patienceMs) {
      const signal = AbortSignal.timeout(patienceMs);
      const get = () => rest.get(Routes.channelMessage(channelId, messageId), { signal });
      try {
        return (await retryDiscordCall(get, { clock, until: clock.now() + patienceMs, signal })) as APIMessage;
      } catch (error) {
        const status = statusOf(error);
        if (status === 403 || status === 404) return undefined;
        throw error;
      }
    },

    async recent(channelId, patienceMs) {
      const signal = AbortSignal.timeout(patienceMs);
      const query = new URLSearchParams({ limit: String(RECENT) });
      const get = () => rest.get(Routes.channelMessages(channelId), { query, signal });
      return (await retryDiscordCall(get, { clock, until: clock.now() + patienceMs, signal })) as APIMessage[];
    },
  };
}

/** The person has blocked the bot, shares no server with it any more, or has closed the account. */
function isUnreachable(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === RESTJSONErrorCodes.CannotSendMessagesToThisUser ||
    code === RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds ||
    code === RESTJSONErrorCodes.MissingAccess ||
    code === RESTJSONErrorCodes.UnknownChannel
  );
}
