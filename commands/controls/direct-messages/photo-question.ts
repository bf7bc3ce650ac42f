import type { MessageComponentInteraction } from 'discord.js';
import type { Handling } from '../../../src/aging/request/age-request.ts';
import type { Question } from '../../../src/aging/records/questions.ts';
import type { CommandContext, Control } from '../../../src/discord/commands/command.ts';
import { QUESTION_ACTIONS } from '../../../src/discord/messages/failure-message.ts';
import { withFreshLink } from '../../../src/discord/commands/asking/continue-from-answer.ts';
import { requesterOf } from '../../../src/discord/reading/request-origin.ts';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';

type Turn = Handling['turn'];

/** "Try anyway": uses the photo as it is, whatever the bot sees in it. */
export const tryAnyway = choice(QUESTION_ACTIONS.tryAnyway, ({ turn }) => ({ turn, faces: [] }));

/** "The largest face" of several. */
export const largestFace = choice(QUESTION_ACTIONS.largest, ({ turn }) => ({ turn, faces: [] }));

export const turnLeft = choice(QUESTION_ACTIONS.turnLeft, ({ turn }) => ({ turn: turned(turn, 270), faces: [] }));

export const turnRight = choice(QUESTION_ACTIONS.turnRight, ({ turn }) => ({ turn: turned(turn, 90), faces: [] }));

/** One to three of several faces. */
export const chosenFaces = choice(QUESTION_ACTIONS.faces, ({ turn, faces }, values) => ({
  turn,
  faces: values.flatMap((value) => faces[Number(value)] ?? []),
}));

/** A choice under a question: a new request, admitted again, as private as the first. */
function choice(action: string, handle: (question: Question, values: readonly string[]) => Handling): Control {
  return {
    kind: 'control',
    action,
    async execute(interaction, [id = ''], context) {
      const question = await ownQuestion(interaction, id, context);
      const { age, timeline, picture, subject, private: isPrivate } = question;
      const values = interaction.isStringSelectMenu() ? interaction.values : [];
      await context.submit({
        ...requesterOf(interaction, context.extras),
        command: 'photo-question',
        age,
        ...(timeline && { timeline }),
        picture: await withFreshLink(picture, context),
        ...(subject && { subject }),
        private: isPrivate,
        handling: handle(question, values),
      });
    },
  };
}

async function ownQuestion(
  { user }: MessageComponentInteraction,
  id: string,
  { questions }: Pick<CommandContext, 'questions'>,
): Promise<Question> {
  const question = await questions.find(id);
  if (!question) throw new ExplainedError('answer_forgotten');
  if (question.userId !== user.id) throw new ExplainedError('answer_not_yours');
  return question;
}

function turned(turn: Turn, by: 90 | 270): Turn {
  return ([0, 90, 180, 270] as const)[((turn + by) % 360) / 90] ?? 0;
}
