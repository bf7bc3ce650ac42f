import { z } from 'zod';
import type { AgeRequest, AskedRequest } from '../../aging/request/age-request.ts';
import type { Delivery, PictureHost } from '../../aging/request/ports.ts';

/** How to answer an interaction. The token is a secret: it lives only in memory and, encrypted, in the journal. */
const interactionRouteSchema = z.object({
  kind: z.literal('interaction'),
  applicationId: z.string(),
  interactionId: z.string(),
  token: z.string(),
  /** Where the bot can also post by itself after the token has expired: a channel of a server that has it, or its DM. */
  channel: z.object({ id: z.string(), kind: z.enum(['guild', 'dm']) }).nullable(),
});

/** How to answer a direct message: by a reply under the bot's own token. */
const messageRouteSchema = z.object({
  kind: z.literal('message'),
  channelId: z.string(),
  messageId: z.string(),
});

const routeSchema = z.discriminatedUnion('kind', [interactionRouteSchema, messageRouteSchema]);

export type InteractionRoute = z.infer<typeof interactionRouteSchema>;
export type MessageRoute = z.infer<typeof messageRouteSchema>;
export type DiscordRoute = InteractionRoute | MessageRoute;

/** A request whose route has been read. */
export type Routed<Route extends DiscordRoute, Request extends AskedRequest = AgeRequest> = Request & {
  readonly route: Route;
};

/** {@link Delivery} for requests of one kind of route. */
export type RoutedDelivery<Route extends DiscordRoute> = {
  [Method in keyof Delivery]: Delivery[Method] extends (
    request: infer Request extends AskedRequest,
    ...rest: infer Rest
  ) => infer Result
    ? (request: Routed<Route, Request>, ...rest: Rest) => Result
    : never;
};

/** {@link PictureHost} for requests of one kind of route. */
export interface RoutedPictureHost<Route extends DiscordRoute> {
  lend(request: Routed<Route>, ...rest: ParametersAfterFirst<PictureHost['lend']>): ReturnType<PictureHost['lend']>;
}

type ParametersAfterFirst<Method extends (...args: never[]) => unknown> =
  Parameters<Method> extends [unknown, ...infer Rest] ? Rest : never;

/**
 * Reads the route of a request. The rest of the bot stores and returns it as plain JSON; only this function parses it.
 *
 * @throws {ZodError} for what no command and no conversation has put into a request.
 */
export function readRoute({ route }: Pick<AskedRequest, 'route'>): DiscordRoute {
  return routeSchema.parse(route);
}
