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

/** For how long Discord is asked to take the picture, in ms. */
const PATIENCE_MS = 60_000;

/**
 * Lends pictures a link by a message of the bot's own that nobody sees who has not seen the photo: the deferred answer
 * itself where that is private or the photo was public before, else a message for the requester alone.
 */
export function createDiscordPictureHost({
  rest,
  clock,
}: DiscordPictureHostOptions): RoutedPictureHost<InteractionRoute> {
  return {
    async lend(request, jpeg, signal) {
      const limits = { clock, until: Math.min(clock.now() + PATIENCE_MS, request.deadline), signal };
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
    // The final answer takes its place.
    return { url: linkIn(message).url, [Symbol.asyncDispose]: () => Promise.resolve() };
  }

  async function besideAnswer(request: Routed<InteractionRoute>, jpeg: Uint8Array, send: Send): Promise<Loan> {
    const { route } = request;
    // The first follow-up after a deferral would become the public answer, so the deferral is answered before.
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

/** A photo from a message in a channel has been seen by those who see the answer. */
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
