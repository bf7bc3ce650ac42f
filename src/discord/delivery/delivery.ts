import {
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
  type APIMessage,
  type REST,
} from 'discord.js';
import { forAudience } from '../../aging/request/age-request.ts';
import type { Delivered } from '../../aging/request/ports.ts';
import type { Clock } from '../../clock.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { explain, text } from '../../i18n/text.ts';
import { deferral, type Respond } from './acknowledgement.ts';
import { answerMessage, type AnswerMessage } from '../messages/answer-message.ts';
import { placeMessage, sentenceMessage, stepMessage } from '../messages/notices.ts';
import { isAnswer } from '../messages/read-answer.ts';
import { codeOf, retryDiscordCall, statusOf } from '../rest/answer-rest.ts';
import { TOKEN_LIFE_MS } from '../reading/request-origin.ts';
import { failureMessage, plainFailure, refusalChoices } from '../messages/failure-message.ts';
import type { LateDelivery } from './late-delivery.ts';
import type { InteractionRoute, Routed, RoutedDelivery } from './route.ts';

export interface InteractionDeliveryOptions {
  readonly respond: Respond;
  readonly rest: REST;
  /** A separate client, so that a final answer never waits behind a notice about the line. */
  readonly progressRest: REST;
  readonly clock: Clock;
  /** For how long after an interaction Discord may still accept its acknowledgement, in ms. */
  readonly acceptMs: number;
  /** For answers whose token has expired. */
  readonly deliverLate: LateDelivery;
}

type InteractionRequest = Routed<InteractionRoute>;

const CONFIRM_EVERY_MS = 500;
/** Progress that is late is of no use, in ms. */
const PROGRESS_TIMEOUT_MS = 3000;

/** Answers interactions by their token, which any process can do without a gateway or bot token. */
export function createInteractionDelivery({
  respond,
  rest,
  progressRest,
  clock,
  acceptMs,
  deliverLate,
}: InteractionDeliveryOptions): RoutedDelivery<InteractionRoute> {
  const persistently = <T>(request: InteractionRequest, attempt: () => Promise<T>, signal?: AbortSignal) =>
    retryDiscordCall(attempt, { clock, until: request.deadline, signal });
  const edit = (request: InteractionRequest, compose: () => AnswerMessage, signal?: AbortSignal) =>
    persistently(
      request,
      () =>
        rest.patch(original(request), {
          auth: false,
          ...compose(),
          ...(signal && { signal }),
        }),
      signal,
    );

  const notify = async (request: InteractionRequest, body: AnswerMessage['body'], signal: AbortSignal) => {
    await progressRest
      .patch(original(request), {
        auth: false,
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(PROGRESS_TIMEOUT_MS)]),
      })
      .catch(() => undefined);
  };

  return {
    acknowledge: (request) => respond(request.route, deferral(request.private ? MessageFlags.Ephemeral : 0)),

    refuse: (request, error) =>
      respond(request.route, {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          content: explain(request.locale, error),
          components: refusalChoices(request, error),
          flags: MessageFlags.Ephemeral,
          allowed_mentions: { parse: [] },
        },
      }),

    // The person sees the deferral, or the progress.
    attend: () => undefined,

    progress: (request, place, signal) => notify(request, placeMessage(request, place, clock.now()), signal),

    step: (request, done, of, signal) => notify(request, stepMessage(request, done, of), signal),

    async confirm(request, signal) {
      for (;;) {
        try {
          await edit(request, () => sentenceMessage(text(forAudience(request).locale, 'working')), signal);
          return true;
        } catch (error) {
          if (!isGone(error)) throw error;
          // Until then, Discord may still accept the acknowledgement that got no answer.
          if (clock.now() > request.deadline - TOKEN_LIFE_MS + acceptMs) return false;
          await clock.sleep(CONFIRM_EVERY_MS, signal);
        }
      }
    },

    async look(request, signal) {
      if (clock.now() >= request.deadline) return 'expired';
      const get = () => rest.get(original(request), { auth: false, signal });
      try {
        const message = (await persistently(request, get, signal)) as APIMessage;
        return isAnswer(message) ? 'answered' : 'waiting';
      } catch (error) {
        if (signal.aborted) throw error;
        if (isTokenInvalid(error)) return 'expired';
        return isGone(error) ? 'gone' : 'waiting';
      }
    },

    async answer(request, picture, signal) {
      const send = () =>
        rest.patch(original(request), {
          auth: false,
          ...answerMessage(request, picture),
          ...(signal && { signal }),
        });
      try {
        const late = () => answerMessage(request, picture);
        return await inTime(request, late, () => persistently(request, send, signal), signal);
      } catch (error) {
        throw signal?.aborted || error instanceof ExplainedError ? error : uploadError(error);
      }
    },

    async apologise(request, error, signal) {
      const compose = () => failureMessage(request, error);
      const send = async () => {
        if (request.private || !(await removeOriginal(request, signal))) return await edit(request, compose, signal);
        const { applicationId, token } = request.route;
        const post = () => {
          const { body, files } = compose();
          return rest.post(Routes.webhook(applicationId, token), {
            auth: false,
            body: { ...body, flags: MessageFlags.Ephemeral },
            files,
            ...(signal && { signal }),
          });
        };
        return await persistently(request, post, signal);
      };
      return await inTime(request, () => plainFailure(request, error), send, signal);
    },
  };

  /** Sends by the token while it's valid, otherwise as an ordinary message. */
  async function inTime(
    request: InteractionRequest,
    late: () => AnswerMessage,
    send: () => Promise<unknown>,
    signal: AbortSignal | undefined,
  ): Promise<Delivered> {
    if (clock.now() >= request.deadline) return await deliverLate(request, late(), signal);
    try {
      await send();
      return 'delivered';
    } catch (error) {
      if (isTokenInvalid(error)) return await deliverLate(request, late(), signal);
      if (isGone(error)) return 'gone';
      throw error;
    }
  }

  /** A public deferral can only become private by being deleted. @returns whether it's gone now. */
  async function removeOriginal(request: InteractionRequest, signal: AbortSignal | undefined): Promise<boolean> {
    try {
      await persistently(request, () => rest.delete(original(request), { auth: false }), signal);
      return true;
    } catch (error) {
      if (signal?.aborted || isTokenInvalid(error)) throw error;
      return codeOf(error) === RESTJSONErrorCodes.UnknownMessage;
    }
  }
}

function original({ route: { applicationId, token } }: InteractionRequest) {
  return Routes.webhookMessage(applicationId, token, '@original');
}

/** The token has expired, or was never valid. */
function isTokenInvalid(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === RESTJSONErrorCodes.InvalidWebhookToken ||
    code === RESTJSONErrorCodes.UnknownWebhook ||
    code === RESTJSONErrorCodes.UnknownInteraction ||
    statusOf(error) === 401
  );
}

/** Nobody is waiting there: somebody deleted the answer, or its token has expired. */
function isGone(error: unknown): boolean {
  return codeOf(error) === RESTJSONErrorCodes.UnknownMessage || isTokenInvalid(error);
}

/** Why Discord didn't accept a picture. */
export function uploadError(error: unknown): ExplainedError {
  return new ExplainedError(uploadReason(error), {}, { cause: error });
}

function uploadReason(error: unknown): 'result_too_heavy' | 'cannot_attach' | 'upload_failed' {
  const code = codeOf(error);
  if (statusOf(error) === 413 || code === RESTJSONErrorCodes.RequestEntityTooLarge) return 'result_too_heavy';
  if (code === RESTJSONErrorCodes.FileUploadedExceedsMaximumSize) return 'result_too_heavy';
  return statusOf(error) === 403 ? 'cannot_attach' : 'upload_failed';
}
