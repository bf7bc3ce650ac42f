import {
  ApplicationCommandOptionType,
  type APIApplicationCommandIntegerOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandStringOption,
} from 'discord.js';
import { isTimeline, usualTimeline } from '../../../aging/request/timeline.ts';
import { MAX_AGE, MIN_AGE } from '../../../bounds.ts';
import { sentenceLocaleOf } from '../../../i18n/locale.ts';
import { text, type Locale } from '../../../i18n/text.ts';
import { readAges } from '../../words/age-lists.ts';

/** A child's age that is offered; a person can type a younger one if that is allowed. */
const CHILD = 12;
const AGES = [CHILD, 20, 40, 60, 80];

const TIMELINES: readonly (readonly number[])[] = [AGES, [20, 40, 60], [40, 60, 80]];

/** The age of a command, with suggestions. */
export const AGE_OPTION: APIApplicationCommandIntegerOption = {
  type: ApplicationCommandOptionType.Integer,
  name: 'age',
  description: 'How old the face should look, in years',
  required: true,
  min_value: MIN_AGE,
  max_value: MAX_AGE,
  autocomplete: true,
};

/** The ages of a timeline, with suggestions. */
export const AGES_OPTION: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  name: 'ages',
  description: 'Two to five ages from 10 to 80, such as 20, 40, 60. Default: 20, 35, 50, 65, 80',
  max_length: 50,
  autocomplete: true,
};

/** What to suggest for {@link AGE_OPTION}: the typed age if it can be asked for, then usual ones that match. */
export function ageChoices(typed: string, min: number, locale: Locale): APIApplicationCommandOptionChoice<number>[] {
  const said = typed.trim().toLowerCase();
  const usual = AGES.filter((age) => age >= min).map((value) => ({ name: nameOf(value, locale), value }));
  if (/^\d+$/.test(said)) {
    const value = Number(said);
    const exact = value >= min && value <= MAX_AGE ? [{ name: nameOf(value, locale), value }] : [];
    return [...exact, ...usual.filter((choice) => choice.value !== value && String(choice.value).startsWith(said))];
  }
  const matching = usual.filter(({ name }) => name.toLowerCase().includes(said));
  return matching.length > 0 ? matching : usual;
}

/** What to suggest for {@link AGES_OPTION}. */
export function timelineChoices(
  typed: string,
  min: number,
  locale: Locale,
): APIApplicationCommandOptionChoice<string>[] {
  const said = readTimeline(typed, min, locale);
  const allowed = TIMELINES.map((ages) => ages.filter((age) => age >= min));
  const usual = [usualTimeline(min), ...allowed].filter((ages) => isTimeline(ages, min));
  const names = [...(said ? [said] : usual)].map((ages) => ages.join(', '));
  return [...new Set(names)].map((name) => ({ name, value: name }));
}

/** The ages of a timeline in a text; `undefined` unless it's two to five ages that can be asked for. */
export function readTimeline(typed: string, min: number, locale: Locale): number[] | undefined {
  const ages = readAges(typed, sentenceLocaleOf(locale));
  return ages && isTimeline(ages, min) ? ages : undefined;
}

function nameOf(age: number, locale: Locale): string {
  return age === CHILD ? text(locale, 'age_choice_child', { age }) : String(age);
}
