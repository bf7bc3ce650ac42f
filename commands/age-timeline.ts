import { ApplicationCommandType } from 'discord.js';
import { usualTimeline } from '../src/aging/request/timeline.ts';
import { MAX_AGE } from '../src/bounds.ts';
import { EVERYWHERE, PRIVATE_OPTION } from '../src/discord/commands/command-options.ts';
import type { SlashCommand } from '../src/discord/commands/command.ts';
import { AGES_OPTION, readTimeline, timelineChoices } from '../src/discord/commands/options/age-choices.ts';
import { givenPicture, PICTURE_OPTIONS } from '../src/discord/commands/options/picture-options.ts';
import { youngestHere } from '../src/discord/commands/options/youngest-here.ts';
import { requesterOf } from '../src/discord/reading/request-origin.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';
import type { Locale } from '../src/i18n/text.ts';

/** `/age-timeline`: one photo at several ages, as a grid and as an animation. */
export const ageTimeline: SlashCommand = {
  kind: 'slash',
  pace: 'own',
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'age-timeline',
    description: 'Show the face in a photo at two to five ages. Each age counts as one picture',
    ...EVERYWHERE,
    options: [...PICTURE_OPTIONS, AGES_OPTION, PRIVATE_OPTION],
  },

  async execute(interaction, context) {
    const { options, locale } = interaction;
    const timeline = timelineOf(options.getString('ages'), context.operator.minAge, locale);
    await context.submit({
      ...requesterOf(interaction, context.extras),
      command: 'age-timeline',
      age: timeline.at(-1) ?? MAX_AGE,
      timeline,
      ...(await givenPicture(interaction, context)),
    });
  },

  async suggest(interaction, context) {
    const { options, locale } = interaction;
    return timelineChoices(options.getFocused(), await youngestHere(interaction, context), locale);
  },
};

/** @throws {ExplainedError} `timeline_ages_wrong`. */
function timelineOf(said: string | null, min: number, locale: Locale): number[] {
  if (said === null) return usualTimeline(min);
  const ages = readTimeline(said, min, locale);
  if (!ages) throw new ExplainedError('timeline_ages_wrong', { min, max: MAX_AGE });
  return ages;
}
