import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type FileUploadType,
} from 'discord.js';
import type { SlashCommand } from '../src/discord/command.ts';
import { pictureOf } from '../src/discord/find-picture.ts';
import { originOf } from '../src/discord/request-origin.ts';

/** `image` is what Discord knows as pictures; phones and scanners add the others. */
export const PHOTO_FILE_TYPES: FileUploadType[] = ['image', '.heic', '.heif', '.tif', '.tiff'];

/** `/age`: a picture and an age in, the aged picture out. */
export const age: SlashCommand = {
  kind: 'slash',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age',
    description: 'Change the age of the face in a photo',
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    options: [
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'image',
        description: 'A photo with a face',
        required: true,
        file_types: PHOTO_FILE_TYPES,
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'age',
        description: 'How old the face should look, in years',
        required: true,
        min_value: 10,
        max_value: 80,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        description: 'Show the result only to you',
      },
    ],
  },

  async execute(interaction, { submit, moment }) {
    await submit({
      ...originOf(interaction, moment),
      command: 'age',
      age: interaction.options.getInteger('age', true),
      picture: pictureOf(interaction.options.getAttachment('image', true)),
      ...whoMaySee(interaction.options.getBoolean('private')),
    });
  },
};

function whoMaySee(said: boolean | null): { private?: boolean } {
  return said === null ? {} : { private: said };
}
