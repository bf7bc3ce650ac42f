import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApplicationWebhookEventType, ApplicationWebhookType } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import { createSignedPost, refuse } from './signed-post.ts';

export interface EventsEndpointOptions {
  /** The application's, 64 hex digits. */
  readonly publicKey: string;
  /** Stores that a person has removed the bot from their account. Rejects if it can't: Discord then sends it again. */
  onDeauthorized(userId: string): Promise<void>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Where Discord sends webhook events.
 *
 * @see https://docs.discord.com/developers/events/webhook-events
 */
export interface EventsEndpoint {
  /** Takes over a POST request. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const payloadSchema = z.object({
  type: z.enum(ApplicationWebhookType),
  event: z.object({ type: z.string(), data: z.unknown() }).optional(),
});
const deauthorizedSchema = z.object({ user: z.object({ id: z.string().regex(/^\d+$/) }) });

export function createEventsEndpoint(options: EventsEndpointOptions): EventsEndpoint {
  const { onDeauthorized, logger } = options;
  const read = createSignedPost(options);

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request, response);
    if (body === undefined) return;
    const payload = payloadSchema.safeParse(body).data;
    if (!payload) return refuse(response, 400);
    const { type, data } = payload.event ?? {};
    if (type === ApplicationWebhookEventType.ApplicationDeauthorized.valueOf()) {
      const event = deauthorizedSchema.safeParse(data).data;
      if (!event) return refuse(response, 400);
      try {
        await onDeauthorized(event.user.id);
      } catch (err) {
        logger.error({ err }, 'A deauthorization could not be stored; Discord will retry');
        return refuse(response, 503);
      }
    }
    // Discord asks for a Content-Type even without a body.
    response.writeHead(204, { 'content-type': 'application/json' }).end();
  };

  return {
    async handle(request, response) {
      await take(request, response).catch(() => response.destroy());
    },
  };
}
