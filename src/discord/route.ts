import { z } from 'zod';
import type { AgeRequest } from '../aging/age-request.ts';

/** By which an interaction is answered. The token is a secret: it lives only in memory and sealed in the journal. */
const interactionRouteSchema = z.object({
  kind: z.literal('interaction'),
  applicationId: z.string(),
  interactionId: z.string(),
  token: z.string(),
  /** Where the bot may also write by itself, once the token has ended: a channel of a guild that has it, or its DM. */
  channel: z.object({ id: z.string(), kind: z.enum(['guild', 'dm']) }).nullable(),
});

export type InteractionRoute = z.infer<typeof interactionRouteSchema>;

/** The route that a command put into its request. */
export function routeOf(request: Pick<AgeRequest, 'route'>): InteractionRoute {
  return interactionRouteSchema.parse(request.route);
}
