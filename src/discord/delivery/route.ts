import { z } from 'zod';
import type { AgeRequest } from '../../aging/request/age-request.ts';

/** By which an interaction is answered. The token is a secret: it lives only in memory and sealed in the journal. */
const interactionRouteSchema = z.object({
  kind: z.literal('interaction'),
  applicationId: z.string(),
  interactionId: z.string(),
  token: z.string(),
  /** Where the bot may also write by itself, once the token has ended: a channel of a guild that has it, or its DM. */
  channel: z.object({ id: z.string(), kind: z.enum(['guild', 'dm']) }).nullable(),
});

/** A direct message, which is answered by a reply under the bot's own token. */
const messageRouteSchema = z.object({
  kind: z.literal('message'),
  channelId: z.string(),
  messageId: z.string(),
});

const routeSchema = z.discriminatedUnion('kind', [interactionRouteSchema, messageRouteSchema]);

export type InteractionRoute = z.infer<typeof interactionRouteSchema>;
export type MessageRoute = z.infer<typeof messageRouteSchema>;

type Routed = Pick<AgeRequest, 'route'>;

/** Which kind of route was put into a request. */
export function routeKindOf(request: Routed): 'interaction' | 'message' {
  return routeSchema.parse(request.route).kind;
}

/** The route that a command put into its request. */
export function routeOf(request: Routed): InteractionRoute {
  return interactionRouteSchema.parse(request.route);
}

/** The route that the conversation in direct messages put into its request. */
export function messageRouteOf(request: Routed): MessageRoute {
  return messageRouteSchema.parse(request.route);
}
