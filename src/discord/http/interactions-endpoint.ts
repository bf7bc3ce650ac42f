import type { IncomingMessage, ServerResponse } from 'node:http';
import { InteractionResponseType, InteractionType } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/log/logger.ts';
import type { InteractionReader } from './interaction-reader.ts';
import { sendJson, type OpenRequests } from './open-requests.ts';
import { createSignedPost, refuse } from './signed-post.ts';

export interface InteractionsEndpointOptions {
  /** The application's, 64 hex digits. */
  readonly publicKey: string;
  readonly requests: Pick<OpenRequests, 'add'>;
  readonly reader: Pick<InteractionReader, 'read'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Where Discord sends interactions over HTTP, in place of the gateway's events.
 *
 * @see https://docs.discord.com/developers/interactions/overview#configuring-an-interactions-endpoint-url
 */
export interface InteractionsEndpoint {
  /** Takes over a POST request. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Lets interactions through. Those that come earlier wait. */
  open(): void;
}

const payloadSchema = z.looseObject({ id: z.string(), type: z.number() });

export function createInteractionsEndpoint(options: InteractionsEndpointOptions): InteractionsEndpoint {
  const { requests, reader, logger } = options;
  const readSigned = createSignedPost(options);
  const opened = Promise.withResolvers<void>();
  const read = (payload: { readonly id: string }): boolean => {
    try {
      return reader.read(payload);
    } catch (error) {
      logger.error({ interaction: payload.id, err: error }, 'Interaction could not be read');
      return false;
    }
  };

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readSigned(request, response);
    if (body === undefined) return;
    const payload = payloadSchema.safeParse(body).data;
    if (!payload) return refuse(response, 400);
    if ((payload.type as InteractionType) === InteractionType.Ping) {
      return await sendJson(response, { type: InteractionResponseType.Pong });
    }
    // 202: there is nothing to be said in this response.
    if (!requests.add(payload.id, response)) return refuse(response, 202);
    await opened.promise;
    if (response.closed) return;
    if (!read(payload)) refuse(response, 400);
  };

  return {
    async handle(request, response) {
      await take(request, response).catch(() => response.destroy());
    },
    open: () => opened.resolve(),
  };
}
