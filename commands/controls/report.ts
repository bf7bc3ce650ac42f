import { MessageFlags, messageLink, type ModalSubmitInteraction } from 'discord.js';
import { ANSWER_ACTIONS } from '../../src/discord/messages/answer-buttons.ts';
import { referenceIn } from '../../src/discord/messages/read-answer.ts';
import type { Control, ModalForm } from '../../src/discord/commands/command.ts';
import { REASON, reportForm } from '../../src/discord/commands/report-form.ts';
import { text } from '../../src/i18n/text.ts';

/** The button with which anybody who sees an answer can report it. It needs only the reference in its id. */
export const report: Control = {
  kind: 'control',
  action: ANSWER_ACTIONS.report,
  async execute(interaction, ids, { replies }) {
    await replies.withForm(interaction, reportForm(interaction.locale, referenceIn(ids)));
  },
};

/** The form that it shows. */
export const reportSent: ModalForm = {
  kind: 'modal',
  action: ANSWER_ACTIONS.report,
  async execute(interaction, ids, { reports, replies }) {
    const reference = referenceIn(ids);
    const { locale, user, fields } = interaction;
    const messageUrl = linkTo(interaction);
    await reports.submit({
      reference,
      reporterId: user.id,
      reason: fields.getTextInputValue(REASON),
      ...(messageUrl && { messageUrl }),
    });
    await replies.privately(interaction, { content: text(locale, 'report_taken', { reference }) });
  },
};

/** A link to the reported answer, if others can open it. */
function linkTo({ message, guildId, channelId }: ModalSubmitInteraction): string | undefined {
  const isSeen = message && !message.flags.has(MessageFlags.Ephemeral);
  return isSeen && guildId && channelId ? messageLink(channelId, message.id, guildId) : undefined;
}
