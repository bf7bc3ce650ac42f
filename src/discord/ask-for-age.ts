import type { ContextMenuCommandInteraction } from 'discord.js';
import { ageForm, MOST_CHOICES } from './age-form.ts';
import type { CommandContext } from './command.ts';
import { controlId } from './custom-id.ts';
import type { FoundPicture } from './find-picture.ts';
import type { Target } from './targets.ts';

/** The action of the form that a menu shows. */
export const AGE_TARGET = 'age-target';

/**
 * Asks at which age a menu's target should be shown. The form is the first response, so nothing comes before it; what
 * it is about is written down meanwhile.
 */
export async function askForAge(
  interaction: ContextMenuCommandInteraction,
  found: readonly FoundPicture[],
  about: Omit<Target, 'userId' | 'pictures'>,
  { replies, targets, operator }: CommandContext,
): Promise<void> {
  const { id, locale, user } = interaction;
  const offered = found.slice(0, MOST_CHOICES);
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
