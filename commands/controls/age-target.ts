import type { ModalSubmitInteraction } from 'discord.js';
import { FORM } from '../../src/discord/commands/age-form.ts';
import { AGE_TARGET } from '../../src/discord/commands/ask-for-age.ts';
import type { ModalForm } from '../../src/discord/commands/command.ts';
import { requesterOf } from '../../src/discord/reading/request-origin.ts';
import { ExplainedError } from '../../src/i18n/explained-error.ts';
import { readAge } from '../../src/discord/words/age-lists.ts';

/** The form that the menus of messages and people show: ages what the menu was used on. */
export const ageTarget: ModalForm = {
  kind: 'modal',
  action: AGE_TARGET,
  async execute(interaction, [id = ''], { targets, submit, extras }) {
    const target = await targets.find(id);
    const picture = target?.pictures[chosen(interaction)];
    if (!target || !picture || target.userId !== interaction.user.id) throw new ExplainedError('target_forgotten');
    await submit({
      ...requesterOf(interaction, extras),
      command: target.command,
      age: readAge(interaction.fields.getTextInputValue(FORM.age)),
      picture,
      subject: target.subject,
    });
  },
};

/** The form offers a choice only if there are several pictures. */
function chosen({ fields }: ModalSubmitInteraction): number {
  return fields.fields.has(FORM.picture) ? Number(fields.getStringSelectValues(FORM.picture)[0]) : 0;
}
