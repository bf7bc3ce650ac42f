import { GatewayDispatchEvents, type Client } from 'discord.js';
import { z } from 'zod';
import type { Moment } from './request-origin.ts';

/** What Discord sends with an interaction and discord.js does not hand on. */
export type Aside = Pick<Moment, 'parentChannelId' | 'targetMessage'>;

const threadSchema = z.object({
  id: z.string(),
  channel: z.object({ type: z.union([z.literal(10), z.literal(11), z.literal(12)]), parent_id: z.string() }),
});

const messageMenuSchema = z.object({
  id: z.string(),
  data: z.object({
    type: z.literal(3),
    target_id: z.string(),
    resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
  }),
});

/** Keeps, until it is asked for: the channel of a thread, which is in no cache here, and the target of a menu as sent. */
export function tapInteractions(client: Client) {
  const asides = new Map<string, Aside>();
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (event: unknown) => {
    const thread = threadSchema.safeParse(event).data;
    const menu = messageMenuSchema.safeParse(event).data;
    const id = thread?.id ?? menu?.id;
    if (id === undefined) return;
    asides.set(id, {
      ...(thread && { parentChannelId: thread.channel.parent_id }),
      ...(menu && { targetMessage: menu.data.resolved.messages[menu.data.target_id] }),
    });
  });
  return {
    take(id: string): Aside {
      const aside = asides.get(id);
      asides.delete(id);
      return aside ?? {};
    },
  };
}
