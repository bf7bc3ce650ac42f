import { createInteractionReader } from '../discord/http/interaction-reader.ts';
import { createInteractionsEndpoint } from '../discord/http/interactions-endpoint.ts';
import type { Base } from './base.ts';
import type { Connection } from './connection.ts';
import type { Discord } from './discord.ts';

export type Interactions = NonNullable<ReturnType<typeof createInteractions>>;

/** Interactions over HTTP, for the same handlers as those from the gateway; `undefined` if they are turned off. */
export function createInteractions(
  { config, clock, logger }: Pick<Base, 'config' | 'clock' | 'logger'>,
  { openRequests }: Pick<Discord, 'openRequests'>,
  { events }: Pick<Connection, 'events'>,
) {
  const { publicKey, cdnUrl } = config.discord;
  if (publicKey === undefined) return undefined;
  const reader = createInteractionReader({
    cdnUrl,
    clock,
    onInteraction: (interaction, extras) => events.emit('interaction', interaction, extras),
  });
  const endpoint = createInteractionsEndpoint({ publicKey, requests: openRequests, reader, clock, logger });
  return { ...endpoint, [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose]() };
}
