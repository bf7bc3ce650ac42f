import { Client, Events, GatewayIntentBits, Partials, type Interaction } from 'discord.js';
import { completeInteraction } from '../../../src/discord/gateway/complete-interaction.ts';

/** The interaction that discord.js makes from an event, after the bot has completed it. */
export function interactionOf(event: Record<string, unknown>): Interaction {
  const client = new Client({ intents: [GatewayIntentBits.DirectMessages], partials: [Partials.Channel] });
  let interaction: Interaction | undefined;
  client.once(Events.InteractionCreate, (made) => {
    interaction = made;
  });
  completeInteraction(event);
  const actions = Reflect.get(client, 'actions') as { InteractionCreate: { handle(payload: unknown): void } };
  actions.InteractionCreate.handle(event);
  if (!interaction) throw new Error('discord.js did not take the event');
  return interaction;
}
