import { ageForm, chosenAge } from '../../src/discord/commands/asking/age-form.ts';
import { ANSWER_ACTIONS } from '../../src/discord/messages/answer-buttons.ts';
import { requestIdIn } from '../../src/discord/messages/read-answer.ts';
import type { Control, ModalForm } from '../../src/discord/commands/command.ts';
import { controlId } from '../../src/discord/commands/custom-ids/custom-id.ts';
import { youngestHere } from '../../src/discord/commands/options/youngest-here.ts';
import { continueFromAnswer, ownAnswer } from '../../src/discord/commands/asking/continue-from-answer.ts';

const action = ANSWER_ACTIONS.anotherAge;

/** The button that asks at which age the picture of an answer should be shown instead. */
export const anotherAge: Control = {
  kind: 'control',
  action,
  async execute(interaction, ids, context) {
    const id = requestIdIn(ids);
    const { age, picture } = await ownAnswer(interaction, id, context);
    const minAge = await youngestHere(interaction, context, picture);
    const { locale } = interaction;
    const form = ageForm({ customId: controlId(action, id), locale, minAge, age });
    await context.replies.withForm(interaction, form);
  },
};

/** The form that it shows. */
export const anotherAgeForm: ModalForm = {
  kind: 'modal',
  action,
  async execute(interaction, ids, context) {
    const id = requestIdIn(ids);
    const answer = await ownAnswer(interaction, id, context);
    await continueFromAnswer(interaction, answer, chosenAge(interaction), context);
  },
};
