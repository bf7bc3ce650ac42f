import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { MAX_AGE } from '../src/bounds.ts';
import { EVERYWHERE, PHOTO_OPTION, PRIVATE_OPTION } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { pictureOf } from '../src/discord/reading/find-picture.ts';
import { requesterOf } from '../src/discord/reading/request-origin.ts';
import { readAges } from '../src/discord/words/age-lists.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';

const USUAL_AGES = [20, 35, 50, 65, 80];
const MOST_AGES = 5;

/** `/age-timeline`: one photo at several ages, as a strip and as an animation. */
export const ageTimeline: SlashCommand = {
  kind: 'slash',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-timeline',
    description: 'Show the face in a photo at two to five ages. Each age counts as one picture',
    ...EVERYWHERE,
    options: [
      PHOTO_OPTION,
      {
        type: ApplicationCommandOptionType.String,
        name: 'ages',
        description: 'Two to five ages from 10 to 80, such as 20, 40, 60. Default: 20, 35, 50, 65, 80',
        max_length: 50,
      },
      PRIVATE_OPTION,
    ],
  },

  async execute(interaction, { submit, extras, operator }) {
    const { options } = interaction;
    const timeline = timelineOf(options.getString('ages'), operator.minAge);
    const isPrivate = options.getBoolean('private');
    await submit({
      ...requesterOf(interaction, extras),
      command: 'age-timeline',
      age: timeline.at(-1) ?? MAX_AGE,
      timeline,
      picture: pictureOf(options.getAttachment('image', true)),
      ...(isPrivate !== null && { private: isPrivate }),
    });
  },
};

/** @throws {ExplainedError} `timeline_ages_wrong`. */
function timelineOf(said: string | null, min: number): number[] {
  if (said === null) return USUAL_AGES.filter((age) => age >= min);
  const ages = readAges(said);
  const isRight =
    ages !== undefined &&
    ages.length >= 2 &&
    ages.length <= MOST_AGES &&
    ages.every((age) => age >= min && age <= MAX_AGE);
  if (!isRight) throw new ExplainedError('timeline_ages_wrong', { min, max: MAX_AGE });
  return ages;
}
