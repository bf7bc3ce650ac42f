import { ApplicationCommandType } from 'discord.js';
import { askForAge } from '../src/discord/commands/ask-for-age.ts';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { MessageMenu } from '../src/discord/commands/command.ts';
import { pictureOwner } from '../src/discord/messages/read-answer.ts';
import { picturesInMessage, unusableInMessage } from '../src/discord/reading/find-picture.ts';
import { readSource } from '../src/discord/reading/raw-message.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';

/** "Age this photo" in the menu of a message. */
export const ageThisPhoto: MessageMenu = {
  kind: 'message-menu',
  data: {
    type: ApplicationCommandType.Message,
    name: 'Age this photo',
    ...EVERYWHERE,
  },

  async execute(interaction, context) {
    const message = context.extras.targetMessage;
    const pictures = picturesInMessage(message);
    if (pictures.length === 0) throw new ExplainedError(whyNone(message));
    const { applicationId } = interaction;
    // The two are the same, but for the oldest applications.
    const own = { userId: context.ownId() ?? applicationId, applicationId };
    const { id, channelId, authorId, isOurs, components } = readSource(message, own);
    // Only in the bot's own messages can the ids of buttons be trusted to say whose picture it is.
    const owner = isOurs ? pictureOwner(components) : { userId: authorId };
    // The bot's own, but not an answer: it can show a photo for the endpoint to fetch, and doesn't say whose.
    if (owner === undefined) throw new ExplainedError('message_without_picture');
    const messageUrl = `https://discord.com/channels/${interaction.guildId ?? '@me'}/${channelId}/${id}`;
    const about = { command: 'age-this-photo', subject: { ...owner, messageUrl } };
    await askForAge(interaction, pictures, about, context);
  },
};

function whyNone(message: unknown) {
  const unusable = unusableInMessage(message);
  return unusable ? (`message_with_${unusable}` as const) : 'message_without_picture';
}
