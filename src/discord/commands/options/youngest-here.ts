import { setTimeout as delay } from 'node:timers/promises';
import type { BaseInteraction } from 'discord.js';
import { ADULT_AGE } from '../../../bounds.ts';
import type { PictureSource } from '../../../aging/request/age-request.ts';
import type { CommandContext } from '../command.ts';

/** How long a first response waits for the store, in ms. */
const TIMEOUT_MS = 500;

/**
 * The youngest age that can be asked for here, as far as that is known soon: what the operator allows, what the server
 * allows, and no children where the channel says that it's age-restricted, or of a spoiler. Never rejects.
 */
export async function youngestHere(
  { guildId }: Pick<BaseInteraction, 'guildId'>,
  { operator, settings, extras }: Pick<CommandContext, 'operator' | 'settings' | 'extras'>,
  picture?: Pick<PictureSource, 'spoiler'>,
): Promise<number> {
  const own = guildId
    ? await Promise.race([settings.get(guildId), delay(TIMEOUT_MS, undefined, { ref: false })]).catch(() => undefined)
    : undefined;
  return Math.max(operator.minAge, own?.minAge ?? 0, extras.ageRestricted || picture?.spoiler ? ADULT_AGE : 0);
}
