import { ApplicationCommandType } from 'discord.js';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { privacyPage } from '../src/discord/messages/privacy-page.ts';

/** `/age-privacy`: what is kept, and what a person can do about it. */
export const agePrivacy: SlashCommand = {
  kind: 'slash',
  isRight: true,
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-privacy',
    description: 'What I keep of you, and whether others may age your pictures',
    ...EVERYWHERE,
  },

  async execute(interaction, { replies, optOuts, links }) {
    const optedOut = await optOuts.has(interaction.user.id);
    await replies.privately(interaction, privacyPage({ locale: interaction.locale, optedOut, links }));
  },
};
