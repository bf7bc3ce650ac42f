import { GuildFeature } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { InteractionExtras } from '../reading/request-origin.ts';
import { isPrivateConversation, isThread } from '../reading/channel-types.ts';
import { completeInteraction } from './complete-interaction.ts';

/** Those of interactions that discord.js ignores are never taken. */
const MOST_KEPT = 1000;

const interactionSchema = z.object({ id: z.string() });

const channelSchema = z.object({
  channel: z.object({
    type: z.number(),
    nsfw: z.boolean().nullish().catch(undefined),
    parent_id: z.string().nullish().catch(undefined),
  }),
});

const serverSchema = z.object({
  guild_locale: z.string().nullish(),
  guild: z
    .object({ locale: z.string().optional(), features: z.array(z.string()) })
    .nullish()
    .catch(undefined),
});

/** What a server has for a language until it sets one, which only Community servers can. */
const UNSET_LOCALE = 'en-US';

const memberSchema = z.object({ member: z.object({ roles: z.array(z.string()) }) });

const messageMenuSchema = z.object({
  data: z.object({
    type: z.literal(3),
    target_id: z.string(),
    resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
  }),
});

/** Keeps the extras of each interaction until they are taken. */
export function collectInteractionExtras(clock: Pick<Clock, 'now'>) {
  const kept = new Map<string, InteractionExtras>();
  return {
    /** Notes the extras of an event, and fills in what discord.js takes for granted, before discord.js reads it. */
    collect(event: unknown): void {
      const id = interactionSchema.safeParse(event).data?.id;
      if (id === undefined) return;
      const oldest = kept.keys().next().value;
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(id, {
        receivedAt: clock.now(),
        ...channelExtras(event),
        ...serverExtras(event),
        ...memberExtras(event),
        ...targetExtras(event),
      });
      completeInteraction(event);
    },
    /** The extras of one interaction, once. */
    take(id: string): InteractionExtras {
      const extras = kept.get(id);
      kept.delete(id);
      return extras ?? { receivedAt: clock.now() };
    },
  };
}

/** Whether it is age-restricted stays open where the event doesn't say. A thread never says: its channel would. */
function channelExtras(event: unknown): Pick<InteractionExtras, 'isThread' | 'parentChannelId' | 'ageRestricted'> {
  const channel = channelSchema.safeParse(event).data?.channel;
  if (!channel) return {};
  const { type, nsfw, parent_id: parent } = channel;
  const saysNo = isPrivateConversation(type) || (nsfw === false && !isThread(type));
  return {
    isThread: isThread(type),
    ...(isThread(type) && parent && { parentChannelId: parent }),
    ...(nsfw && { ageRestricted: true }),
    ...(!nsfw && saysNo && { ageRestricted: false }),
  };
}

/** @see https://docs.discord.com/developers/resources/guild#guild-object `preferred_locale` is that of a Community server. */
function serverExtras(event: unknown): Pick<InteractionExtras, 'serverLocale'> {
  const server = serverSchema.safeParse(event).data;
  const serverLocale = server?.guild_locale ?? server?.guild?.locale;
  const isCommunity = server?.guild?.features.includes(GuildFeature.Community);
  return serverLocale && (serverLocale !== UNSET_LOCALE || isCommunity) ? { serverLocale } : {};
}

/** Without a cache of servers, discord.js doesn't tell a member's roles. */
function memberExtras(event: unknown): Pick<InteractionExtras, 'memberRoles'> {
  const member = memberSchema.safeParse(event).data?.member;
  return member ? { memberRoles: member.roles } : {};
}

function targetExtras(event: unknown): Pick<InteractionExtras, 'targetMessage'> {
  const menu = messageMenuSchema.safeParse(event).data?.data;
  return menu ? { targetMessage: menu.resolved.messages[menu.target_id] } : {};
}
