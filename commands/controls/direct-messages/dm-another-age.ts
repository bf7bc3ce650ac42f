import { ageForm, chosenAge } from '../../../src/discord/commands/asking/age-form.ts';
import type { Control, ModalForm } from '../../../src/discord/commands/command.ts';
import { makeByControl, photoNamed } from '../../../src/discord/conversation/by-control.ts';
import { controlId } from '../../../src/discord/commands/custom-ids/custom-id.ts';

const ACTION = 'dm-another-age';

/** The button for ages that don't have one, in direct messages. */
export const dmAnotherAge: Control = {
  kind: 'control',
  action: ACTION,
  onlyIn: 'dm',
  async execute(interaction, ids, { conversation, replies }) {
    const { locale } = interaction;
    const form = ageForm({ customId: controlId(ACTION, ...ids), locale, minAge: conversation.bounds.min });
    await replies.withForm(interaction, form);
  },
};

/** The form that it shows. */
export const dmAnotherAgeForm: ModalForm = {
  kind: 'modal',
  action: ACTION,
  onlyIn: 'dm',
  async execute(interaction, [messageId = '', index = ''], context) {
    const age = chosenAge(interaction);
    await makeByControl(interaction, photoNamed(interaction, messageId, index), { age }, context);
  },
};
