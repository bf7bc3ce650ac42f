import { MAX_AGE } from '../../src/bounds.ts';
import { ANSWER_ACTIONS } from '../../src/discord/messages/answer-message.ts';
import { requestIdIn } from '../../src/discord/messages/read-answer.ts';
import type { Control } from '../../src/discord/commands/command.ts';
import { continueFromAnswer, ownAnswer } from '../../src/discord/commands/continue-from-answer.ts';

/** How many years one press is. */
const STEP_YEARS = 10;

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
      const { settings, operator } = context;
      const { guildId } = interaction;
      const [answer, own] = await Promise.all([
        ownAnswer(interaction, id, context),
        guildId ? settings.get(guildId) : undefined,
      ]);
      const minAge = Math.max(operator.minAge, own?.minAge ?? 0);
      const wanted = Math.min(Math.max(answer.age + years, minAge), MAX_AGE);
      // Already at the bound: the age that was asked for is out of range, and admission says so.
      const age = Math.sign(wanted - answer.age) === Math.sign(years) ? wanted : answer.age + years;
      await continueFromAnswer(interaction, answer, age, context);
    },
  };
}
