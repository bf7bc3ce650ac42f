import { ANSWER_ACTIONS } from '../../src/discord/messages/answer-buttons.ts';
import { comparisonMessage } from '../../src/discord/messages/answer-message.ts';
import { requestIdIn, shownPicture } from '../../src/discord/messages/read-answer.ts';
import type { Control } from '../../src/discord/commands/command.ts';
import { ownAnswer, withFreshLink } from '../../src/discord/commands/asking/continue-from-answer.ts';
import { ExplainedError } from '../../src/i18n/explained-error.ts';

/** For downloading the two pictures and putting them together, in ms. */
const TIMEOUT_MS = 120_000;

/** The button that shows the photo and the answer side by side to the person who asked. */
export const beforeAfter: Control = {
  kind: 'control',
  pace: 'heavy',
  action: ANSWER_ACTIONS.beforeAfter,
  async execute(interaction, ids, context) {
    const { replies, compare } = context;
    const requestId = requestIdIn(ids);
    const { picture, age, subject } = await ownAnswer(interaction, requestId, context);
    const after = shownPicture(interaction.message);
    if (!after) throw new ExplainedError('answer_forgotten');
    await replies.deferPrivately(interaction);
    const before = await withFreshLink(picture, context);
    const compared = await compare(
      interaction.user.id,
      before,
      { age, source: after },
      AbortSignal.timeout(TIMEOUT_MS),
    );
    const about = { requestId, age, subject, spoiler: before.spoiler };
    const message = comparisonMessage(interaction.locale, { ...about, ...compared });
    await replies.privately(interaction, message);
  },
};
