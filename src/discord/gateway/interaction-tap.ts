import { GatewayDispatchEvents, type Client } from 'discord.js';
import { z } from 'zod';
import type { Moment } from '../reading/request-origin.ts';
import { isPrivateConversation, isThread } from '../reading/channel-types.ts';
import { completeInteraction } from './complete-interaction.ts';

/** What Discord sends with an interaction and discord.js does not hand on. */
export type Aside = Pick<Moment, 'parentChannelId' | 'targetMessage' | 'ageRestricted'>;

/** An interaction that discord.js does not know is never asked for. */
const MOST_KEPT = 1000;

const interactionSchema = z.object({ id: z.string() });

const channelSchema = z.object({
  channel: z.object({
    type: z.number(),
    nsfw: z.boolean().nullish().catch(undefined),
    parent_id: z.string().nullish().catch(undefined),
  }),
});

const messageMenuSchema = z.object({
  data: z.object({
    type: z.literal(3),
    target_id: z.string(),
    resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
  }),
});

/**
 * Keeps, until it is asked for: what the channel is, which is in no cache here, and the target of a menu as sent. Also
 * fills in, before discord.js reads the event, what that takes for granted.
 */
export function tapInteractions(client: Client) {
  const asides = new Map<string, Aside>();
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (event: unknown) => {
    const id = interactionSchema.safeParse(event).data?.id;
    if (id === undefined) return;
    const oldest = asides.keys().next().value;
    if (asides.size >= MOST_KEPT && oldest !== undefined) asides.delete(oldest);
    asides.set(id, { ...aboutChannel(event), ...aboutTarget(event) });
    completeInteraction(event);
  });
  return {
    take(id: string): Aside {
      const aside = asides.get(id);
      asides.delete(id);
      return aside ?? {};
    },
  };
}

/** Whether it is age-restricted is left open where the event does not say; a thread never does, its channel would. */
function aboutChannel(event: unknown): Aside {
  const channel = channelSchema.safeParse(event).data?.channel;
  if (!channel) return {};
  const { type, nsfw, parent_id: parent } = channel;
  const saysNo = isPrivateConversation(type) || (nsfw === false && !isThread(type));
  return {
    ...(isThread(type) && parent && { parentChannelId: parent }),
    ...(nsfw && { ageRestricted: true }),
    ...(!nsfw && saysNo && { ageRestricted: false }),
  };
}

function aboutTarget(event: unknown): Aside {
  const menu = messageMenuSchema.safeParse(event).data?.data;
  return menu ? { targetMessage: menu.resolved.messages[menu.target_id] } : {};
}
