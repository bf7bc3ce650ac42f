import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { MAX_AGE, MIN_AGE } from '../src/bounds.ts';
import { EVERYWHERE, PHOTO_OPTION, PRIVATE_OPTION } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { pictureOf } from '../src/discord/reading/find-picture.ts';
import { requesterOf } from '../src/discord/reading/request-origin.ts';

/** `/age`: a picture and an age in, the aged picture out. */
export const age: SlashCommand = {
  kind: 'slash',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age',
    description: 'Change the age of the face in a photo',
    ...EVERYWHERE,
    options: [
      PHOTO_OPTION,
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'age',
        description: 'How old the face should look, in years',
        required: true,
        min_value: MIN_AGE,
        max_value: MAX_AGE,
      },
      PRIVATE_OPTION,
    ],
  },

  async execute(interaction, { submit, extras }) {
    await submit({
      ...requesterOf(interaction, extras),
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
