import { Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { isThread } from './threads.ts';

const channelSchema = z.object({ type: z.number(), nsfw: z.boolean().nullish(), parent_id: z.string().nullish() });

/** What is known for so long is not asked again, in ms; and what could not be found out, for a shorter time. */
const KEPT_MS = 5 * 60_000;
const FAILURE_KEPT_MS = 60_000;
const MOST_KEPT = 1000;
/** The first response to an interaction waits for it, in ms. */
const PATIENCE_MS = 1000;

/**
 * Makes the look-up whether a channel is for adults.
 *
 * @param rest with the bot's token.
 * @returns a function that rejects when Discord does not say, for instance since the bot may not see the channel.
 */
export function createChannelLookup({ rest, clock }: { rest: REST; clock: Clock }) {
  const known = new Map<string, { readonly ageRestricted: Promise<boolean>; readonly until: number }>();

  const keep = (channelId: string, ageRestricted: Promise<boolean>, forMs: number) => {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(channelId, { ageRestricted, until: clock.now() + forMs });
  };

  const ask = async (channelId: string, signal: AbortSignal): Promise<boolean> => {
    const {
      type,
      nsfw,
      parent_id: parent,
    } = channelSchema.parse(await rest.get(Routes.channel(channelId), { signal }));
    if (!isThread(type)) return nsfw ?? false;
    if (!parent) throw new Error('A thread without a channel');
    return await ask(parent, signal);
  };

  return async (channelId: string): Promise<boolean> => {
    const kept = known.get(channelId);
    if (kept && kept.until > clock.now()) return await kept.ageRestricted;
    const asked = ask(channelId, AbortSignal.timeout(PATIENCE_MS));
    keep(channelId, asked, KEPT_MS);
    asked.catch(() => keep(channelId, asked, FAILURE_KEPT_MS));
    return await asked;
  };
}
