import { Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

const channelSchema = z.object({ nsfw: z.boolean().default(false) });

/** What is known for so long is not asked again, in ms. */
const KEPT_MS = 5 * 60_000;
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
  const known = new Map<string, { readonly ageRestricted: boolean; readonly until: number }>();
  return async (channelId: string): Promise<boolean> => {
    const kept = known.get(channelId);
    if (kept && kept.until > clock.now()) return kept.ageRestricted;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const channel = channelSchema.parse(await rest.get(Routes.channel(channelId), { signal }));
    if (known.size >= MOST_KEPT) known.clear();
    known.set(channelId, { ageRestricted: channel.nsfw, until: clock.now() + KEPT_MS });
    return channel.nsfw;
  };
}
