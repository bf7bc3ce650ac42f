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

/** For how long Discord is asked to take the picture, and to remove it, in ms. */
const PATIENCE_MS = 60_000;

/** Lends pictures of direct messages a link by a message there, which is deleted when the picture is given back. */
export function createMessagePictureHost({ rest, clock }: MessagePictureHostOptions): RoutedPictureHost<MessageRoute> {
  return {
    async lend(request, jpeg, signal) {
      const { channelId } = request.route;
      const post = () => rest.post(Routes.channelMessages(channelId), { ...photoMessage(request, jpeg), signal });
      const message = await retryDiscordCall(post, {
        clock,
        until: Math.min(clock.now() + PATIENCE_MS, request.deadline),
        signal,
      }).catch((error: unknown) => {
        throw signal.aborted ? error : new ExplainedError('picture_not_passed_on', {}, { cause: error });
      });
      const { url, id } = linkIn(message);
      const remove = () => rest.delete(Routes.channelMessage(channelId, id));
      return {
        url,
        async [Symbol.asyncDispose]() {
          await retryDiscordCall(remove, { clock, until: clock.now() + PATIENCE_MS }).catch(() => undefined);
        },
      };
    },
  };
}
