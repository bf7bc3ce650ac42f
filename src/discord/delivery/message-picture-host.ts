import { Routes, type REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { retryDiscordCall } from '../rest/answer-rest.ts';
import { photoMessage } from '../messages/notices.ts';
import { linkIn } from './picture-host.ts';
import type { MessageRoute, RoutedPictureHost } from './route.ts';

export interface MessagePictureHostOptions {
  /** The bot's own. */
  readonly rest: REST;
  readonly clock: Clock;
}

/** For how long to try to upload the picture, and to delete it, in ms. */
const RETRY_MS = 60_000;

/** Hosts pictures of direct messages in a message there, which is deleted afterwards. */
export function createMessagePictureHost({ rest, clock }: MessagePictureHostOptions): RoutedPictureHost<MessageRoute> {
  return {
    async lend(request, jpeg, signal) {
      const { channelId } = request.route;
      const post = () => rest.post(Routes.channelMessages(channelId), { ...photoMessage(request, jpeg), signal });
      const message = await retryDiscordCall(post, {
        clock,
        until: Math.min(clock.now() + RETRY_MS, request.deadline),
        signal,
      }).catch((error: unknown) => {
        throw signal.aborted ? error : new ExplainedError('picture_not_passed_on', {}, { cause: error });
      });
      const { url, id } = linkIn(message);
      const remove = () => rest.delete(Routes.channelMessage(channelId, id));
      return {
        url,
        async [Symbol.asyncDispose]() {
          await retryDiscordCall(remove, { clock, until: clock.now() + RETRY_MS }).catch(() => undefined);
        },
      };
    },
  };
}
