import type { AskedRequest } from '../../aging/request/age-request.ts';
import type { Clock } from '../../clock.ts';
import { explain } from '../../i18n/text.ts';
import { failureMessage } from '../messages/failure-message.ts';
import { answerMessage, type AnswerMessage } from '../messages/answer-message.ts';
import { sentenceMessage } from '../messages/notices.ts';
import { uploadError } from './delivery.ts';
import type { DirectMessages } from './direct-messages.ts';
import type { MessageRoute, Routed, RoutedDelivery } from './route.ts';

export interface MessageDeliveryOptions {
  readonly messages: DirectMessages;
  readonly clock: Clock;
}

type MessageRequest = Routed<MessageRoute, AskedRequest>;

/** Discord shows typing for 10 s. */
const TYPING_EVERY_MS = 8000;
/** No token expires here, so an answer is tried even after its deadline, in ms. */
const RETRY_MS = 60_000;

/**
 * Answers direct messages with replies. Typing replaces the acknowledgement. Of several final answers to one request,
 * Discord posts only the first, because they share a nonce.
 */
export function createMessageDelivery({
  messages,
  clock,
}: MessageDeliveryOptions): RoutedDelivery<MessageRoute> & Disposable {
  const typing = new Map<string, AbortController>();

  const keepTyping = (request: MessageRequest) => {
    if (typing.has(request.id)) return;
    const ended = new AbortController();
    typing.set(request.id, ended);
    void typeOn(request, ended.signal);
  };

  const typeOn = async (request: MessageRequest, signal: AbortSignal) => {
    const { channelId } = request.route;
    while (clock.now() < request.deadline) {
      await clock.sleep(TYPING_EVERY_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      await messages.type(channelId);
    }
    typing.delete(request.id);
  };

  const stopTyping = ({ id }: AskedRequest) => {
    typing.get(id)?.abort();
    typing.delete(id);
  };

  const reply = async (request: MessageRequest, compose: () => AnswerMessage, signal?: AbortSignal) => {
    stopTyping(request);
    const until = Math.max(request.deadline, clock.now() + RETRY_MS);
    return await messages.reply(request.route, compose, { nonce: request.id, until, signal });
  };

  return {
    async acknowledge(request) {
      if ((await messages.type(request.route.channelId)) === 'lost') return 'lost';
      keepTyping(request);
      return 'confirmed';
    },

    async refuse(request, error) {
      const outcome = await reply(request, () => sentenceMessage(explain(request.locale, error))).catch(
        () => 'unknown' as const,
      );
      if (outcome === 'unknown') return outcome;
      return outcome === 'delivered' ? 'confirmed' : 'lost';
    },

    // The person sees the bot typing instead of a message that is edited.
    progress: () => Promise.resolve(),
    step: () => Promise.resolve(),

    confirm(request) {
      keepTyping(request);
      return Promise.resolve(true);
    },

    // The nonce keeps an answer that exists from being posted again within minutes.
    look(request) {
      keepTyping(request);
      return Promise.resolve('waiting');
    },

    async answer(request, picture, signal) {
      try {
        return await reply(request, () => answerMessage(request, picture), signal);
      } catch (error) {
        throw signal?.aborted ? error : uploadError(error);
      }
    },

    apologise: (request, error, signal) => reply(request, () => failureMessage(request, error), signal),

    [Symbol.dispose]() {
      for (const ended of typing.values()) ended.abort();
      typing.clear();
    },
  };
}
