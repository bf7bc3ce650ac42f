import { MessageFlags, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { AgeRequest } from '../../aging/request/age-request.ts';
import type { Loan } from '../../aging/request/ports.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { text } from '../../i18n/text.ts';
import { photoMessage } from '../messages/notices.ts';
import { retryDiscordCall } from '../rest/answer-rest.ts';
import type { InteractionRoute, Routed, RoutedPictureHost } from './route.ts';

export interface DiscordPictureHostOptions {
  /** Answers interactions. */
  readonly rest: REST;
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
  clock,
}: DiscordPictureHostOptions): RoutedPictureHost<InteractionRoute> {
  return {
    async lend(request, jpeg, signal) {
      const limits = { clock, until: Math.min(clock.now() + RETRY_MS, request.deadline), signal };
      const send = <T>(attempt: () => Promise<T>) => retryDiscordCall(attempt, limits);
      try {
        return await (request.private || wasPublic(request)
          ? inAnswer(request, jpeg, send)
          : besideAnswer(request, jpeg, send));
      } catch (error) {
        throw signal.aborted ? error : new ExplainedError('picture_not_passed_on', {}, { cause: error });
      }
    },
  };

  async function inAnswer(request: Routed<InteractionRoute>, jpeg: Uint8Array, send: Send): Promise<Loan> {
    const message = await send(() =>
      rest.patch(answerOf(request.route), { auth: false, ...photoMessage(request, jpeg) }),
    );
    // The final answer replaces it.
    return { url: linkIn(message).url, [Symbol.asyncDispose]: () => Promise.resolve() };
  }

  async function besideAnswer(request: Routed<InteractionRoute>, jpeg: Uint8Array, send: Send): Promise<Loan> {
    const { route } = request;
    // The first follow-up after a deferral becomes the public answer, so the deferral is answered first.
    await send(() => rest.patch(answerOf(route), { auth: false, body: { content: text(request.locale, 'working') } }));
    const { body, files } = photoMessage(request, jpeg);
    const message = await send(() =>
      rest.post(Routes.webhook(route.applicationId, route.token), {
        auth: false,
        body: { ...body, flags: MessageFlags.Ephemeral },
        files,
      }),
    );
    const { url, id } = linkIn(message);
    const remove = () => rest.delete(Routes.webhookMessage(route.applicationId, route.token, id), { auth: false });
    return {
      url,
      async [Symbol.asyncDispose]() {
        await send(remove).catch(() => undefined);
      },
    };
  }
}

type Send = <T>(attempt: () => Promise<T>) => Promise<T>;

/** People who see the answer have seen a photo from a message in the channel. */
function wasPublic({ subject }: AgeRequest): boolean {
  return subject?.messageUrl !== undefined;
}

function answerOf({ applicationId, token }: InteractionRoute) {
  return Routes.webhookMessage(applicationId, token, '@original');
}

/** The picture's link in Discord's response. */
export function linkIn(message: unknown): { readonly url: string; readonly id: string } {
  const { id, attachments } = hostingMessageSchema.parse(message);
  return { id, url: attachments[0]?.url ?? '' };
}
