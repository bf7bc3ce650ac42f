import { GatewayDispatchEvents, type Client } from 'discord.js';
import { z } from 'zod';
import type { Moment } from './request-origin.ts';
import { isThread } from './threads.ts';

/** What Discord sends with an interaction and discord.js does not hand on. */
export type Aside = Pick<Moment, 'parentChannelId' | 'targetMessage' | 'ageRestricted'>;

/** An interaction that discord.js does not know is never asked for. */
const MOST_KEPT = 1000;

const interactionSchema = z.object({ id: z.string() });

const channelSchema = z.object({
  channel: z.object({
    type: z.number(),
    nsfw: z.boolean().nullish(),
    parent_id: z.string().nullish(),
  }),
});

const messageMenuSchema = z.object({
  data: z.object({
    type: z.literal(3),
    target_id: z.string(),
    resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
  }),
});

/** Keeps, until it is asked for: what the channel is, which is in no cache here, and the target of a menu as sent. */
export function tapInteractions(client: Client) {
  const asides = new Map<string, Aside>();
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (event: unknown) => {
    const id = interactionSchema.safeParse(event).data?.id;
    if (id === undefined) return;
    const oldest = asides.keys().next().value;
    if (asides.size >= MOST_KEPT && oldest !== undefined) asides.delete(oldest);
    asides.set(id, { ...aboutChannel(event), ...aboutTarget(event) });
  });
  return {
    take(id: string): Aside {
      const aside = asides.get(id);
      asides.delete(id);
      return aside ?? {};
    },
  };
}

/** A thread is age-restricted with the channel that it belongs to, which it does not say. */
function aboutChannel(event: unknown): Aside {
  const channel = channelSchema.safeParse(event).data?.channel;
  if (!channel) return { ageRestricted: false };
  if (!isThread(channel.type)) return { ageRestricted: channel.nsfw ?? false };
  return {
    ...(channel.parent_id && { parentChannelId: channel.parent_id }),
    ...(channel.nsfw && { ageRestricted: true }),
  };
}

function aboutTarget(event: unknown): Aside {
  const menu = messageMenuSchema.safeParse(event).data?.data;
  return menu ? { targetMessage: menu.resolved.messages[menu.target_id] } : {};
}
