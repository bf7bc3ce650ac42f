import { chosenAge, chosenPicture } from '../../src/discord/commands/asking/age-form.ts';
import { AGE_TARGET } from '../../src/discord/commands/asking/ask-for-age.ts';
import type { ModalForm } from '../../src/discord/commands/command.ts';
import { requesterOf } from '../../src/discord/reading/request-origin.ts';
import { ExplainedError } from '../../src/i18n/explained-error.ts';

/** The form that the menus of messages and people show: ages what the menu was used on. */
export const ageTarget: ModalForm = {
  kind: 'modal',
  action: AGE_TARGET,
  async execute(interaction, [id = ''], { targets, submit, extras }) {
    const target = await targets.find(id);
    const picture = target?.pictures[chosenPicture(interaction)];
    if (!target || !picture || target.userId !== interaction.user.id) throw new ExplainedError('target_forgotten');
    await submit({
      ...requesterOf(interaction, extras),
      command: target.command,
      age: chosenAge(interaction),
      picture,
      subject: target.subject,
    });
  },
};
