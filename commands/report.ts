import { MessageFlags, messageLink, type ModalSubmitInteraction } from 'discord.js';
import type { Control, ModalForm } from '../src/discord/commands/command.ts';
import { REASON, REPORT, reportForm } from '../src/discord/commands/report-form.ts';
import { text } from '../src/i18n/text.ts';

/** The button by which anybody who sees an answer can report it. It needs no memory but the reference in its id. */
export const report: Control = {
  kind: 'control',
  action: REPORT,
  async execute(interaction, [reference = ''], { replies }) {
    await replies.withForm(interaction, reportForm(interaction.locale, reference));
  },
};

/** The form that it shows. */
export const reportSent: ModalForm = {
  kind: 'modal',
  action: REPORT,
  async execute(interaction, [reference = ''], { reports, replies }) {
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

/** Where the reported answer stands, if others than the reporter can go there. */
function linkTo({ message, guildId, channelId }: ModalSubmitInteraction): string | undefined {
  const isSeen = message && !message.flags.has(MessageFlags.Ephemeral);
  return isSeen && guildId && channelId ? messageLink(channelId, message.id, guildId) : undefined;
}
