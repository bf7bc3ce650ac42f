import { setImmediate as afterOthers, setTimeout as delay } from 'node:timers/promises';
import type { ContextMenuCommandInteraction } from 'discord.js';
import { StorageError } from '../../storage/storage.ts';
import { ageForm, MOST_CHOICES } from './age-form.ts';
import type { CommandContext } from './command.ts';
import { controlId } from './custom-id.ts';
import { venueOf } from '../reading/request-origin.ts';
import type { FoundPicture } from '../reading/find-picture.ts';
import type { Target } from './targets.ts';

/** How long the store may take before the form, in ms. */
const PATIENCE_MS = 500;

/** The action of the form that a menu shows. */
export const AGE_TARGET = 'age-target';

/**
 * Asks at which age a menu's target should be shown. The form is the first response, so nothing slow comes before it;
 * what it is about is written down meanwhile.
 *
 * @throws {ExplainedError} why it may not be aged.
 */
export async function askForAge(
  interaction: ContextMenuCommandInteraction,
  found: readonly FoundPicture[],
  about: Omit<Target, 'userId' | 'pictures'>,
  { replies, targets, operator, access, extras }: CommandContext,
): Promise<void> {
  const { id, locale, user } = interaction;
  const offered = found.slice(0, MOST_CHOICES);
  const visit = { userId: user.id, venue: venueOf(interaction, extras), subject: about.subject };
  // Of several, the one that is chosen is looked at when the form is sent in.
  await unlessLate(access({ ...visit, ...(offered.length === 1 && { picture: offered[0]?.picture }) }));
  const form = ageForm({
    customId: controlId(AGE_TARGET, id),
    locale,
    minAge: operator.minAge,
    pictures: offered,
  });
  await Promise.all([
    replies.withForm(interaction, form),
    // What was not written down is missed, and said, when the form is sent in.
    targets
      .remember(id, { ...about, userId: user.id, pictures: offered.map(({ picture }) => picture) })
      .catch(() => undefined),
  ]);
}

/**
 * Nobody should fill in a form for nothing. But the form cannot wait, and it is decided again when it is sent in: a store
 * that is late or fails does not keep it back.
 */
async function unlessLate(allowed: Promise<void>): Promise<void> {
  const known = allowed.catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error;
  });
  known.catch(() => undefined);
  // After a long pause of this process the answer may be there unread: let it be read first.
  await Promise.race([known, delay(PATIENCE_MS, undefined, { ref: false }).then(() => afterOthers())]);
}
