import { ApplicationCommandType } from 'discord.js';
import { askForAge } from '../src/discord/commands/asking/ask-for-age.ts';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { MessageMenu } from '../src/discord/commands/command.ts';
import { targetIn } from '../src/discord/reading/message-target.ts';

/** "Age this photo" in the menu of a message. */
export const ageThisPhoto: MessageMenu = {
  kind: 'message-menu',
  data: {
    type: ApplicationCommandType.Message,
    name: 'Age this photo',
    ...EVERYWHERE,
  },

  async execute(interaction, context) {
    const { applicationId, guildId } = interaction;
    // The two are the same, but for the oldest applications.
    const own = { userId: context.ownId() ?? applicationId, applicationId };
    const { pictures, subject } = targetIn(context.extras.targetMessage, own, guildId);
    const about = { command: 'age-this-photo', subject };
    await askForAge(interaction, pictures, about, context);
  },
};
