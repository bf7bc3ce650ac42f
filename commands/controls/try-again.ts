import type { Control } from '../../src/discord/commands/command.ts';
import { withFreshLink } from '../../src/discord/commands/asking/continue-from-answer.ts';
import { TRY_AGAIN } from '../../src/discord/messages/failure-message.ts';
import { requesterOf } from '../../src/discord/reading/request-origin.ts';
import { ExplainedError } from '../../src/i18n/explained-error.ts';

/** "Try again" under a failure or refusal that may pass: the same request as a new one, which is admitted again. */
export const tryAgain: Control = {
  kind: 'control',
  action: TRY_AGAIN,
  async execute(interaction, [id = ''], context) {
    const repeat = await context.repeats.find(id);
    if (!repeat) throw new ExplainedError('answer_forgotten');
    if (repeat.userId !== interaction.user.id) throw new ExplainedError('answer_not_yours');
    const { private: isPrivate, ...asked } = repeat;
    await context.submit({
      ...asked,
      ...(isPrivate !== undefined && { private: isPrivate }),
      ...requesterOf(interaction, context.extras),
      command: 'try-again',
      picture: await withFreshLink(repeat.picture, context),
    });
  },
};
