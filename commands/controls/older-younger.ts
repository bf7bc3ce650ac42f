import { MAX_AGE, STEP_YEARS } from '../../src/bounds.ts';
import { ANSWER_ACTIONS } from '../../src/discord/messages/answer-buttons.ts';
import { requestIdIn } from '../../src/discord/messages/read-answer.ts';
import type { Control } from '../../src/discord/commands/command.ts';
import { youngestHere } from '../../src/discord/commands/options/youngest-here.ts';
import { continueFromAnswer, ownAnswer } from '../../src/discord/commands/asking/continue-from-answer.ts';

/** The button that makes an answer's face ten years older. */
export const older = step(ANSWER_ACTIONS.older, STEP_YEARS);

/** The button that makes an answer's face ten years younger. */
export const younger = step(ANSWER_ACTIONS.younger, -STEP_YEARS);

function step(action: string, years: number): Control {
  return {
    kind: 'control',
    action,
    async execute(interaction, ids, context) {
      const id = requestIdIn(ids);
      const answer = await ownAnswer(interaction, id, context);
      const minAge = await youngestHere(interaction, context, answer.picture);
      const wanted = Math.min(Math.max(answer.age + years, minAge), MAX_AGE);
      // Already at the bound: the age that was asked for is out of range, and admission says so.
      const age = Math.sign(wanted - answer.age) === Math.sign(years) ? wanted : answer.age + years;
      await continueFromAnswer(interaction, answer, age, context);
    },
  };
}
