import { Client, Events, Partials, type Interaction } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { collectInteractionExtras } from '../gateway/interaction-extras.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';

/** Turns interactions that came over HTTP into what the gateway makes of them. */
export interface InteractionReader extends AsyncDisposable {
  /** @returns whether discord.js knows this kind of interaction. */
  read(payload: object): boolean;
}

export interface InteractionReaderOptions {
  /** Where avatars are. */
  readonly cdnUrl: string;
  readonly clock: Pick<Clock, 'now'>;
  onInteraction(interaction: Interaction, extras: InteractionExtras): void;
}

/** What discord.js 14.28.1 calls for an INTERACTION_CREATE event. It has no public function for that. */
interface Actions {
  readonly InteractionCreate: { handle(payload: object): void };
}

/**
 * Makes a reader with a client of its own, which never connects: so interactions are read whether or not the gateway is
 * connected.
 */
export function createInteractionReader(options: InteractionReaderOptions): InteractionReader {
  const { cdnUrl, clock, onInteraction } = options;
  const client = new Client({ intents: [], partials: [Partials.Channel], rest: { cdn: cdnUrl } });
  const extras = collectInteractionExtras(clock);
  const actions = Reflect.get(client, 'actions') as Actions;
  let isRead = false;
  client.on(Events.InteractionCreate, (interaction) => {
    isRead = true;
    onInteraction(interaction, extras.take(interaction.id));
  });
  return {
    read(payload) {
      isRead = false;
      // discord.js caches channels and people forever; nothing reads them afterwards.
      client.channels.cache.clear();
      client.users.cache.clear();
      extras.collect(payload);
      // A client that isn't connected has no place for them, and nothing here is sold.
      actions.InteractionCreate.handle(Object.assign(payload, { entitlements: [] }));
      return isRead;
    },
    [Symbol.asyncDispose]: () => client.destroy(),
  };
}
