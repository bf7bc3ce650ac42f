import type { AskedRequest } from '../../aging/request/age-request.ts';
import type { Clock } from '../../clock.ts';
import { failureMessage, refusalChoices } from '../messages/failure-message.ts';
import { explain } from '../../i18n/text.ts';
import { sentenceMessage } from '../messages/notices.ts';
import { answerMessage, type AnswerMessage } from '../messages/answer-message.ts';
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

  const typeOn = async (request: MessageRequest, signal: AbortSignal) => {
    const { channelId } = request.route;
    while (clock.now() < request.deadline) {
      await clock.sleep(TYPING_EVERY_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      await messages.type(channelId);
    }
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
      // Discord shows it until the request is worked on, which can be in another process.
      return (await messages.type(request.route.channelId)) === 'lost' ? 'lost' : 'confirmed';
    },

    async refuse(request, error) {
      const outcome = await reply(request, () => {
        const { body, files } = sentenceMessage(explain(request.locale, error));
        return { body: { ...body, components: refusalChoices(request, error) }, files };
      }).catch(() => 'unknown' as const);
      if (outcome === 'unknown') return outcome;
      return outcome === 'delivered' ? 'confirmed' : 'lost';
    },

    attend(request, signal) {
      const ended = new AbortController();
      typing.set(request.id, ended);
      void typeOn(request, AbortSignal.any([signal, ended.signal])).finally(() => typing.delete(request.id));
    },

    // The person sees the bot typing instead of a message that is edited.
    async progress(request) {
      await messages.type(request.route.channelId);
    },
    step: () => Promise.resolve(),

    confirm: () => Promise.resolve(true),

    // The nonce keeps an answer that exists from being posted again within minutes.
    look: () => Promise.resolve('waiting'),

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
