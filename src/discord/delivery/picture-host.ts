import { MessageFlags, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import { forAudience, type AgeRequest } from '../../aging/request/age-request.ts';
import type { Loan } from '../../aging/request/ports.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { text } from '../../i18n/text.ts';
import { StorageError } from '../../storage/storage.ts';
import { photoMessage } from '../messages/notices.ts';
import { retryDiscordCall } from '../rest/answer-rest.ts';
import type { LentPictures } from './lent-pictures.ts';
import type { InteractionRoute, Routed, RoutedPictureHost } from './route.ts';

export interface DiscordPictureHostOptions {
  /** Answers interactions. */
  readonly rest: REST;
  readonly lent: Pick<LentPictures, 'lend' | 'takeBack'>;
  readonly clock: Clock;
}

const hostingMessageSchema = z.object({
  id: z.string(),
  attachments: z.array(z.object({ url: z.url() })).min(1),
});

/** For how long to try to upload the picture, in ms. */
const RETRY_MS = 60_000;

/**
 * Hosts pictures in a message that only people see who have seen the photo anyway: in the deferred answer, if it's
 * private or the photo was public before, otherwise in a message that only the requester sees.
 */
export function createDiscordPictureHost({
  rest,
  lent,
  clock,
}: DiscordPictureHostOptions): RoutedPictureHost<InteractionRoute> {
  return {
    async lend(request, jpeg, signal) {
      const limits = { clock, until: Math.min(clock.now() + RETRY_MS, request.deadline), signal };
      const send = <T>(attempt: () => Promise<T>) => retryDiscordCall(attempt, limits);
      try {
        return await (request.private || wasPublic(request)
          ? inAnswer(request, jpeg, send)
          : besideAnswer(request, jpeg, send, signal));
      } catch (error) {
        throw signal.aborted || error instanceof StorageError
          ? error
          : new ExplainedError('picture_not_passed_on', {}, { cause: error });
      }
    },
  };

  async function inAnswer(request: Routed<InteractionRoute>, jpeg: Uint8Array, send: Send): Promise<Loan> {
    const message = await send(() =>
      rest.patch(answerOf(request.route), { auth: false, ...photoMessage(request, jpeg) }),
    );
    const { url } = linkIn(message);
    // The final answer replaces it.
    return { link: () => url, [Symbol.asyncDispose]: () => Promise.resolve() };
  }

  async function besideAnswer(
    request: Routed<InteractionRoute>,
    jpeg: Uint8Array,
    send: Send,
    signal: AbortSignal,
  ): Promise<Loan> {
    const { id, route } = request;
    const { applicationId, token } = route;
    // The first follow-up after a deferral becomes the public answer, so the deferral is answered first.
    await send(() =>
      rest.patch(answerOf(route), { auth: false, body: { content: text(forAudience(request).locale, 'working') } }),
    );
    const { body, files } = photoMessage(request, jpeg);
    const post = async () => {
      const hidden = { ...body, flags: MessageFlags.Ephemeral };
      const follow = () => rest.post(Routes.webhook(applicationId, token), { auth: false, body: hidden, files });
      return linkIn(await send(follow));
    };
    try {
      const { url } = await lent.lend(request, { applicationId, token }, post, signal);
      return { link: () => url, [Symbol.asyncDispose]: () => lent.takeBack(id) };
    } catch (error) {
      await lent.takeBack(id);
      throw error;
    }
  }
}

type Send = <T>(attempt: () => Promise<T>) => Promise<T>;

/** People who see the answer have seen a photo from a message in the same channel, but not one that a link led to. */
function wasPublic({ subject, channelIds: [channelId] }: AgeRequest): boolean {
  return channelId !== undefined && (subject?.messageUrl?.split('/').includes(channelId) ?? false);
}

function answerOf({ applicationId, token }: InteractionRoute) {
  return Routes.webhookMessage(applicationId, token, '@original');
}

/** The picture's link in Discord's response. */
export function linkIn(message: unknown): { readonly url: string; readonly id: string } {
  const { id, attachments } = hostingMessageSchema.parse(message);
  return { id, url: attachments[0]?.url ?? '' };
}
