import { ApplicationCommandType } from 'discord.js';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { privacyPage } from '../src/discord/messages/privacy-page.ts';

/** `/age-privacy`: what is kept about a person, and what they can do about it. */
export const agePrivacy: SlashCommand = {
  kind: 'slash',
  isRight: true,
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-privacy',
    description: 'What I keep about you, and whether others can age your pictures',
    ...EVERYWHERE,
  },

  async execute(interaction, { replies, optOuts, links }) {
    const optedOut = await optOuts.has(interaction.user.id);
    await replies.privately(interaction, privacyPage({ locale: interaction.locale, optedOut, links }));
  },
};
