import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { readReference } from '../src/aging/request/reference.ts';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { LONGEST_REASON } from '../src/discord/commands/report-form.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';
import { text } from '../src/i18n/text.ts';

/** `/age-report`: tells the operator about a picture by its reference, wherever the picture is now. */
export const ageReport: SlashCommand = {
  kind: 'slash',
  isRight: true,
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-report',
    description: 'Report a picture that I made to the people who run me',
    ...EVERYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'reference',
        description: 'The reference under the picture and in its file name, such as 7K2QF-9MXTB',
        required: true,
        max_length: 200,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'reason',
        description: "What's wrong with it",
        required: true,
        max_length: LONGEST_REASON,
      },
    ],
  },

  async execute(interaction, { reports, replies }) {
    const { options, user, locale } = interaction;
    const reference = readReference(options.getString('reference', true));
    if (reference === undefined) throw new ExplainedError('reference_unknown');
    await reports.submit({ reference, reporterId: user.id, reason: options.getString('reason', true) });
    await replies.privately(interaction, { content: text(locale, 'report_taken', { reference }) });
  },
};
