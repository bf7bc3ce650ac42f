import {
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
  type APIMessage,
  type REST,
} from 'discord.js';
import type { AgeRequest } from '../aging/age-request.ts';
import type { Delivered, Delivery } from '../aging/ports.ts';
import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { explain, text } from '../i18n/text.ts';
import { deferral, respond } from './acknowledgement.ts';
import { answerMessage } from './answer-message.ts';
import { codeOf, persist, statusOf } from './answer-rest.ts';
import { routeOf } from './route.ts';

/** Answers interactions by their token: any process can, with no gateway and no bot token. */
export function createInteractionDelivery({ rest, clock }: { rest: REST; clock: Clock }): Delivery {
  const persistently = <T>(request: AgeRequest, attempt: () => Promise<T>, signal?: AbortSignal) =>
    persist(attempt, { clock, until: request.deadline, signal });
  const edit = (request: AgeRequest, content: string, signal?: AbortSignal) =>
    persistently(
      request,
      () =>
        rest.patch(original(request), {
          auth: false,
          body: { content, embeds: [], attachments: [], components: [], allowed_mentions: { parse: [] } },
          ...(signal && { signal }),
        }),
      signal,
    );

  return {
    acknowledge: (request) => respond(rest, routeOf(request), deferral(request.private ? MessageFlags.Ephemeral : 0)),

    refuse: (request, error) =>
      respond(rest, routeOf(request), {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          content: explain(request.locale, error),
          flags: MessageFlags.Ephemeral,
          allowed_mentions: { parse: [] },
        },
      }),

    async confirm(request, signal) {
      try {
        await edit(request, text(request.locale, 'working'), signal);
        return true;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },

    async look(request, signal) {
      try {
        const message = (await persistently(
          request,
          () => rest.get(original(request), { auth: false, signal }),
          signal,
        )) as APIMessage;
        return message.attachments.length > 0 ? 'answered' : 'waiting';
      } catch (error) {
        if (signal.aborted) throw error;
        return isGone(error) ? 'gone' : 'waiting';
      }
    },

    async answer(request, picture, signal) {
      try {
        await persistently(
          request,
          () =>
            rest.patch(original(request), {
              auth: false,
              ...answerMessage(request, picture),
              ...(signal && { signal }),
            }),
          signal,
        );
        return 'delivered';
      } catch (error) {
        return goneOr(error, () => {
          throw signal?.aborted ? error : new ExplainedError(uploadReason(error), {}, { cause: error });
        });
      }
    },

    async apologise(request, error, signal) {
      const sentence = explain(request.locale, error);
      try {
        if (!request.private && (await removeOriginal(request, signal))) {
          const { applicationId, token } = routeOf(request);
          await persistently(
            request,
            () =>
              rest.post(Routes.webhook(applicationId, token), {
                auth: false,
                body: { content: sentence, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } },
                ...(signal && { signal }),
              }),
            signal,
          );
        } else {
          await edit(request, sentence, signal);
        }
        return 'delivered';
      } catch (failure) {
        return goneOr(failure, () => {
          throw failure;
        });
      }
    },
  };

  /** A public deferral can only be made private by removing it. @returns whether it is gone now. */
  async function removeOriginal(request: AgeRequest, signal: AbortSignal | undefined): Promise<boolean> {
    try {
      await persistently(request, () => rest.delete(original(request), { auth: false }), signal);
      return true;
    } catch (error) {
      if (signal?.aborted) throw error;
      return codeOf(error) === RESTJSONErrorCodes.UnknownMessage;
    }
  }
}

function original(request: AgeRequest) {
  const { applicationId, token } = routeOf(request);
  return Routes.webhookMessage(applicationId, token, '@original');
}

/** The answer was deleted, or its token has ended: nobody waits there any more. */
function isGone(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === RESTJSONErrorCodes.UnknownMessage ||
    code === RESTJSONErrorCodes.UnknownWebhook ||
    code === RESTJSONErrorCodes.UnknownInteraction ||
    code === RESTJSONErrorCodes.InvalidWebhookToken ||
    statusOf(error) === 401
  );
}

function goneOr(error: unknown, otherwise: () => never): Delivered {
  return isGone(error) ? 'gone' : otherwise();
}

function uploadReason(error: unknown): 'result_too_heavy' | 'cannot_attach' | 'upload_failed' {
  const code = codeOf(error);
  if (statusOf(error) === 413 || code === RESTJSONErrorCodes.RequestEntityTooLarge) return 'result_too_heavy';
  if (code === RESTJSONErrorCodes.FileUploadedExceedsMaximumSize) return 'result_too_heavy';
  return statusOf(error) === 403 ? 'cannot_attach' : 'upload_failed';
}
