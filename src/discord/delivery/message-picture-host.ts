import { Routes, type REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { StorageError } from '../../storage/storage.ts';
import { retryDiscordCall } from '../rest/answer-rest.ts';
import { photoMessage } from '../messages/notices.ts';
import type { LentPictures } from './lent-pictures.ts';
import { linkIn } from './picture-host.ts';
import type { MessageRoute, RoutedPictureHost } from './route.ts';

export interface MessagePictureHostOptions {
  /** The bot's own. */
  readonly rest: REST;
  readonly lent: Pick<LentPictures, 'lend' | 'takeBack'>;
  readonly clock: Clock;
}

/** For how long to try to upload the picture, in ms. */
const RETRY_MS = 60_000;

/** Hosts pictures of direct messages in a message there, which is deleted afterwards. */
export function createMessagePictureHost({
  rest,
  lent,
  clock,
}: MessagePictureHostOptions): RoutedPictureHost<MessageRoute> {
  return {
    async lend(request, jpeg, signal) {
      const { channelId } = request.route;
      const attempt = () => rest.post(Routes.channelMessages(channelId), { ...photoMessage(request, jpeg), signal });
      const until = Math.min(clock.now() + RETRY_MS, request.deadline);
      const post = async () => linkIn(await retryDiscordCall(attempt, { clock, until, signal }));
      try {
        const { url } = await lent.lend(request, { channelId }, post, signal);
        return { link: () => url, [Symbol.asyncDispose]: () => lent.takeBack(request.id) };
      } catch (error) {
        await lent.takeBack(request.id);
        if (signal.aborted || error instanceof StorageError) throw error;
        throw new ExplainedError('picture_not_passed_on', {}, { cause: error });
      }
    },
  };
}
