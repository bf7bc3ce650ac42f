import { setImmediate as afterOthers, setTimeout as delay } from 'node:timers/promises';
import type { ContextMenuCommandInteraction } from 'discord.js';
import { StorageError } from '../../../storage/storage.ts';
import { ageForm, MOST_CHOICES } from './age-form.ts';
import type { CommandContext } from '../command.ts';
import { controlId } from '../custom-ids/custom-id.ts';
import { youngestHere } from '../options/youngest-here.ts';
import { venueOf } from '../../reading/request-origin.ts';
import type { FoundPicture } from '../../reading/find-picture.ts';
import type { Target } from './targets.ts';

/** How long the form waits for the store, in ms. */
const TIMEOUT_MS = 500;

/** The action of the form that a menu shows. */
export const AGE_TARGET = 'age-target';

/**
 * Asks for the age at which to show a menu's target. The form is the first response, so nothing slow comes before it;
 * the target is stored at the same time.
 *
 * @throws {ExplainedError} why the target can't be aged.
 */
export async function askForAge(
  interaction: ContextMenuCommandInteraction,
  found: readonly FoundPicture[],
  about: Omit<Target, 'userId' | 'pictures'>,
  context: CommandContext,
): Promise<void> {
  const { replies, targets, access, extras } = context;
  const { id, locale, user } = interaction;
  const offered = found.slice(0, MOST_CHOICES);
  const visit = { userId: user.id, venue: venueOf(interaction, extras), subject: about.subject };
  // If there are several, the chosen one is checked when the form is submitted.
  const [minAge] = await Promise.all([
    youngestHere(interaction, context),
    unlessLate(access({ ...visit, ...(offered.length === 1 && { picture: offered[0]?.picture }) })),
  ]);
  const form = ageForm({
    customId: controlId(AGE_TARGET, id),
    locale,
    minAge,
    pictures: offered,
  });
  await Promise.all([
    replies.withForm(interaction, form),
    // If it couldn't be stored, the person is told when they submit the form.
    targets
      .remember(id, { ...about, userId: user.id, pictures: offered.map(({ picture }) => picture) })
      .catch(() => undefined),
  ]);
}

/**
 * Nobody should fill in a form for nothing. But the form can't wait, and access is checked again when it's submitted, so
 * a store that is slow or fails doesn't delay it.
 */
async function unlessLate(allowed: Promise<void>): Promise<void> {
  const known = allowed.catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error;
  });
  known.catch(() => undefined);
  // After a long pause of this process, the result may have arrived already: read it first.
  await Promise.race([known, delay(TIMEOUT_MS, undefined, { ref: false }).then(() => afterOthers())]);
}
