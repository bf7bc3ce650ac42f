import { InteractionResponseType, Routes, type REST } from 'discord.js';
import type { Acknowledgement } from '../../aging/request/ports.ts';
import { backoffMs, retry } from '../../async/retry.ts';
import type { Clock } from '../../clock.ts';
import type { Respond } from '../delivery/acknowledgement.ts';
import type { InteractionRoute } from '../delivery/route.ts';
import { statusOf, type Finish } from '../rest/answer-rest.ts';
import type { OpenRequests } from './open-requests.ts';

export interface RespondInlineOptions {
  readonly requests: Pick<OpenRequests, 'answer'>;
  readonly rest: REST;
  /** What is done to a response before it's sent; the REST clients do the same themselves. */
  readonly finish: Finish;
  readonly clock: Clock;
  /** For interactions that came over the gateway, or whose request was closed before it was answered. */
  readonly respondByCallback: Respond;
}

/** For how long Discord is asked whether it has taken a deferral, in ms. */
const ASK_FOR_MS = 10_000;
const BETWEEN = { firstMs: 100, longestMs: 1000 };

/**
 * Sends the first response as the response to the interaction's own HTTP request, which saves a round trip.
 *
 * A response that was sent isn't one that has arrived, least of all behind a proxy, and for a moment Discord may not
 * know the token yet (https://github.com/discord/discord-api-docs/issues/7220). So after a deferral, on which work and
 * further calls follow, Discord is asked for the message; meanwhile the person sees it already.
 */
export function respondInline({ requests, rest, finish, clock, respondByCallback }: RespondInlineOptions): Respond {
  return async (route, response) => {
    if (!(await requests.answer(route.interactionId, finish(response))))
      return await respondByCallback(route, response);
    return isDeferral(response.type) ? await untilKnown(route) : 'confirmed';
  };

  async function untilKnown({ applicationId, token }: InteractionRoute): Promise<Acknowledgement> {
    try {
      const ask = () => rest.get(Routes.webhookMessage(applicationId, token, '@original'), { auth: false });
      await retry(ask, {
        clock,
        until: clock.now() + ASK_FOR_MS,
        delayMs: (_error, failures) => backoffMs(failures, BETWEEN),
      });
      return 'confirmed';
    } catch (error) {
      return statusOf(error) === 404 ? 'lost' : 'unknown';
    }
  }
}

function isDeferral(type: InteractionResponseType): boolean {
  return (
    type === InteractionResponseType.DeferredChannelMessageWithSource ||
    type === InteractionResponseType.DeferredMessageUpdate
  );
}
