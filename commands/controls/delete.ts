import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { ANSWER_ACTIONS } from '../../src/discord/messages/answer-buttons.ts';
import { deletersIn } from '../../src/discord/messages/read-answer.ts';
import type { Control } from '../../src/discord/commands/command.ts';
import { ExplainedError } from '../../src/i18n/explained-error.ts';

/** The button that deletes an answer. It needs nothing stored, so it works for as long as the answer exists. */
export const remove: Control = {
  kind: 'control',
  action: ANSWER_ACTIONS.remove,
  async execute(interaction, ids, { replies }) {
    const { user, memberPermissions, context } = interaction;
    const mayDelete =
      deletersIn(ids).includes(user.id) ||
      context === InteractionContextType.BotDM ||
      memberPermissions?.has(PermissionFlagsBits.ManageMessages);
    if (!mayDelete) throw new ExplainedError('answer_not_yours_to_delete');
    await replies.byRemoval(interaction);
  },
};
