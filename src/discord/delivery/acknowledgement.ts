import { setTimeout as delay } from 'node:timers/promises';
import {
  InteractionResponseType,
  RESTJSONErrorCodes,
  Routes,
  type APIInteractionResponse,
  type REST,
} from 'discord.js';
import type { Acknowledgement } from '../../aging/request/ports.ts';
import { codeOf, refusedForMs, statusOf } from '../rest/answer-rest.ts';
import type { InteractionRoute } from './route.ts';

const RETRY_PAUSE_MS = 100;

/** Sends the first response to an interaction. Never rejects. */
export type Respond = (route: InteractionRoute, response: APIInteractionResponse) => Promise<Acknowledgement>;

/**
 * Sends first responses with calls of their own, as interactions from the gateway need it.
 *
 * @param sendMs for how long.
 */
export function respondByCallback(rest: REST, sendMs: number): Respond {
  return (route, response) => callBack(rest, sendMs, route, response);
}

/**
 * Retries once if the connection broke or Discord had a fault. "Already acknowledged" counts as confirmed: the earlier
 * attempt did arrive.
 */
async function callBack(
  rest: REST,
  sendMs: number,
  route: InteractionRoute,
  response: APIInteractionResponse,
): Promise<Acknowledgement> {
  using limit = timeLimit(sendMs);
  let mayHaveArrived = false;
  for (let tries = 0; ; tries += 1) {
    try {
      const sending = rest.post(Routes.interactionCallback(route.interactionId, route.token), {
        auth: false,
        body: response,
        signal: limit.signal,
      });
      // The client listens to the signal only while a request is on the wire.
      await Promise.race([sending, limit.over]);
      return 'confirmed';
    } catch (error) {
      const code = codeOf(error);
      if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return 'confirmed';
      if (code === RESTJSONErrorCodes.UnknownInteraction) return 'lost';
      const status = statusOf(error);
      if (status !== undefined && status < 500) return 'lost';
      const refusedMs = refusedForMs(error);
      mayHaveArrived ||= refusedMs === undefined;
      const pauseMs = refusedMs ?? RETRY_PAUSE_MS;
      if (tries > 0 || pauseMs >= limit.leftMs()) return mayHaveArrived ? 'unknown' : 'lost';
      await delay(pauseMs);
    }
  }
}

/** A deferral: the person sees that the bot is working on it. */
export function deferral(flags: number): APIInteractionResponse {
  return { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags } };
}

function timeLimit(ms: number) {
  const controller = new AbortController();
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => undefined);
  const endsAt = performance.now() + ms;
  const timer = setTimeout(() => {
    controller.abort();
    over.reject(controller.signal.reason);
  }, ms);
  return {
    signal: controller.signal,
    over: over.promise,
    leftMs: () => (controller.signal.aborted ? 0 : endsAt - performance.now()),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
