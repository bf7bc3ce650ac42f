import { GuildNSFWLevel, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { AskedRequest } from '../../aging/request/age-request.ts';
import { steadyClock, type Clock } from '../../clock.ts';
import { isPrivateConversation, isThread } from './channel-types.ts';

/** `nsfw` is optional in Discord's description of a channel, and a thread doesn't have it: its channel does. */
const channelSchema = z.object({ type: z.number(), nsfw: z.boolean().nullish(), parent_id: z.string().nullish() });
const guildSchema = z.object({ nsfw_level: z.number() });

/** Levels of a server whose channels are all age-restricted, whatever each of them says. */
const RESTRICTED_LEVELS: ReadonlySet<number> = new Set([GuildNSFWLevel.Explicit, GuildNSFWLevel.AgeRestricted]);

/** For how long to cache an answer, in ms; a failure for a shorter time. */
const GUILD_KEPT_MS = 60 * 60_000;
const CHANNEL_KEPT_MS = 5 * 60_000;
const FAILURE_KEPT_MS = 60_000;
const MOST_KEPT = 1000;
/** Timeout in ms: the first response to an interaction waits for this. */
const TIMEOUT_MS = 1000;

/** Where something is asked. */
type Where = Pick<AskedRequest, 'venue' | 'channelIds'>;

/**
 * Makes the function that decides whether a channel is age-restricted: by itself, or because its whole server is. Direct
 * messages and groups have no age restriction.
 *
 * @param rest with the bot's token.
 * @returns a function that rejects if Discord doesn't say, for example because the bot isn't in that server.
 */
export function createAgeRestriction({ rest, clock }: { rest: REST; clock: Clock }) {
  const askGuild = async (guildId: string, signal: AbortSignal): Promise<boolean> => {
    const { nsfw_level: level } = guildSchema.parse(await rest.get(Routes.guild(guildId), { signal }));
    return RESTRICTED_LEVELS.has(level);
  };

  const askChannel = async (channelId: string, signal: AbortSignal): Promise<boolean> => {
    const channel = channelSchema.parse(await rest.get(Routes.channel(channelId), { signal }));
    const { type, nsfw, parent_id: parent } = channel;
    if (isPrivateConversation(type)) return false;
    if (isThread(type) && parent) return await askChannel(parent, signal);
    if (isThread(type) || typeof nsfw !== 'boolean')
      throw new Error('The channel does not say whether it is age-restricted');
    return nsfw;
  };

  const ofGuild = cached(askGuild, GUILD_KEPT_MS, clock);
  const ofChannel = cached(askChannel, CHANNEL_KEPT_MS, clock);

  return async ({ venue: { guildId, ageRestricted }, channelIds }: Where): Promise<boolean> => {
    if (ageRestricted) return true;
    if (guildId === undefined) return false;
    const channelId = channelIds.at(-1);
    if (ageRestricted === undefined && channelId === undefined) throw new Error('The channel is unknown');
    const answers = await Promise.all([
      ofGuild(guildId),
      ageRestricted === undefined && channelId !== undefined && ofChannel(channelId),
    ]);
    return answers.includes(true);
  };
}

type Ask = (id: string, signal: AbortSignal) => Promise<boolean>;

/** Asks once for all callers at the same time, and not again while the answer is fresh. */
function cached(ask: Ask, keptMs: number, wallClock: Clock) {
  const clock = steadyClock(wallClock);
  const known = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>();

  const keep = (id: string, answer: Promise<boolean>, forMs: number) => {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(id, { answer, until: clock.now() + forMs });
  };

  return async (id: string): Promise<boolean> => {
    const kept = known.get(id);
    if (kept && kept.until > clock.now()) return await kept.answer;
    const answer = ask(id, AbortSignal.timeout(TIMEOUT_MS));
    keep(id, answer, keptMs);
    answer.catch(() => keep(id, answer, FAILURE_KEPT_MS));
    return await answer;
  };
}
