import { createEventsEndpoint } from '../../discord/http/events-endpoint.ts';
import { createInteractionReader } from '../../discord/http/interaction-reader.ts';
import { createInteractionsEndpoint } from '../../discord/http/interactions-endpoint.ts';
import type { Base } from '../base.ts';
import type { Connection } from './connection.ts';
import type { Discord } from './discord.ts';
import type { Handlers } from '../handlers.ts';

export type Interactions = NonNullable<ReturnType<typeof createInteractions>>;

/** Interactions and webhook events over HTTP, for the same handlers as those from the gateway; `undefined` if they are turned off. */
export function createInteractions(
  { config, clock, logger }: Pick<Base, 'config' | 'clock' | 'logger'>,
  { openRequests }: Pick<Discord, 'openRequests'>,
  { events }: Pick<Connection, 'events'>,
  { deauthorizations }: Pick<Handlers, 'deauthorizations'>,
) {
  const { publicKey, cdnUrl } = config.discord;
  if (publicKey === undefined) return undefined;
  const reader = createInteractionReader({
    cdnUrl,
    clock,
    onInteraction: (interaction, extras) => events.emit('interaction', interaction, extras),
  });
  const endpoint = createInteractionsEndpoint({ publicKey, requests: openRequests, reader, clock, logger });
  const { note: onDeauthorized } = deauthorizations;
  const webhookEvents = createEventsEndpoint({ publicKey, onDeauthorized, clock, logger });
  const posts = { '/interactions': endpoint.handle, '/events': webhookEvents.handle };
  return { posts, open: endpoint.open, [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose]() };
}
