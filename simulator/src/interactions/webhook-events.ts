import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationWebhookEventType, ApplicationWebhookType, type APIUser } from 'discord-api-types/v10';
import type { World } from '../world/world.ts';
import { post, type PostAnswer } from './post.ts';
import type { SignatureHeaders } from './signing.ts';

/** A request to the application's Webhook Events URL. */
export interface WebhookEventRequest {
  event: string;
  /** Undefined while it is under way, and when the connection broke before an answer. */
  status?: number;
}

/** Events that Discord sends over HTTP, signed like interactions. */
export interface WebhookEvents {
  /** All requests that carried an event. */
  readonly requests: readonly WebhookEventRequest[];
  /**
   * Sets the application's Webhook Events URL, or takes it away. Checks it as Discord does: the endpoint must answer a
   * PING with 204, and refuse one with a bad signature.
   * @throws {Error} that says what the endpoint did wrong
   */
  setUrl(url: string | undefined): Promise<void>;
  /** The person removes the app from their account. Sent again, with longer and longer pauses, until it's answered with 204. */
  deauthorize(person: { readonly user: APIUser }): Promise<void>;
}

const ANSWER_MS = 3000;
/** Discord gives up after ten minutes; its first pause isn't published. */
const FIRST_PAUSE_MS = 200;
const GIVE_UP_MS = 10 * 60_000;

/** @see https://docs.discord.com/developers/events/webhook-events */
export function makeWebhookEvents(world: World, sign: (body: string) => SignatureHeaders): WebhookEvents {
  const requests: WebhookEventRequest[] = [];
  let url: string | undefined;

  const wrapped = (more: object) => JSON.stringify({ version: 1, application_id: world.applicationId, ...more });
  const send = (to: string, body: string, headers = sign(body)) =>
    post(to, body, headers, AbortSignal.timeout(ANSWER_MS));

  const validate = async (to: string) => {
    const body = wrapped({ type: ApplicationWebhookType.Ping });
    const forged = await send(to, body, { ...sign(body), 'x-signature-ed25519': '0'.repeat(128) });
    if (forged.status !== 401) throw unverified(`a bad signature was answered with ${forged.status}, not 401`);
    const { status, type, body: answered } = await send(to, body);
    if (status !== 204 || answered !== '') throw unverified(`a PING was answered with ${status}`);
    if (type === '') throw unverified('the answer to a PING had no Content-Type');
  };

  const deliver = async (event: string, data: object) => {
    const timestamp = new Date(world.now()).toISOString();
    const body = wrapped({ type: ApplicationWebhookType.Event, event: { type: event, timestamp, data } });
    for (let pause = FIRST_PAUSE_MS; pause < GIVE_UP_MS; pause *= 2) {
      if (url === undefined) return;
      const request: WebhookEventRequest = { event };
      requests.push(request);
      const answer: PostAnswer | undefined = await send(url, body).catch(() => undefined);
      if (answer) request.status = answer.status;
      world.notify();
      if (answer?.status === 204) return;
      await delay(pause);
    }
  };

  return {
    requests,
    async setUrl(next) {
      if (next !== undefined) await validate(next);
      url = next;
    },
    deauthorize: ({ user }) => deliver(ApplicationWebhookEventType.ApplicationDeauthorized, { user }),
  };
}

function unverified(why: string): Error {
  return new Error(`The webhook events url could not be verified: ${why}`);
}
