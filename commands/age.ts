import { ApplicationCommandType } from 'discord.js';
import { EVERYWHERE, PRIVATE_OPTION } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { ageChoices, AGE_OPTION } from '../src/discord/commands/options/age-choices.ts';
import { givenPicture, PICTURE_OPTIONS } from '../src/discord/commands/options/picture-options.ts';
import { youngestHere } from '../src/discord/commands/options/youngest-here.ts';
import { requesterOf } from '../src/discord/reading/request-origin.ts';

/** `/age`: a picture and an age in, the aged picture out. */
export const age: SlashCommand = {
  kind: 'slash',
  pace: 'own',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age',
    description: 'Change the age of the face in a photo or profile picture',
    ...EVERYWHERE,
    options: [AGE_OPTION, ...PICTURE_OPTIONS, PRIVATE_OPTION],
  },

  async execute(interaction, context) {
    await context.submit({
      ...requesterOf(interaction, context.extras),
      command: 'age',
      age: interaction.options.getInteger('age', true),
      ...(await givenPicture(interaction, context)),
    });
  },

  async suggest(interaction, context) {
    const { options, locale } = interaction;
    return ageChoices(options.getFocused(), await youngestHere(interaction, context), locale);
  },
};
