/**
 * The language that somebody reads: a Discord locale such as `en-US`. If a person has chosen another language than that
 * of their Discord, both: `de/en-US`. Sentences are in the first, and the names of commands are those of the second,
 * which their Discord shows.
 */
export type Locale = string;

/** The locale of a person who has chosen a language. */
export function withChoice(language: string, discordLocale: string): Locale {
  return `${language}/${discordLocale}`;
}

/** The language that the person has chosen, if any. */
export function choiceIn(locale: Locale): string | undefined {
  return locale.includes('/') ? sentenceLocaleOf(locale) : undefined;
}

/** The language of sentences. */
export function sentenceLocaleOf(locale: Locale): string {
  return locale.replace(/\/.*/, '');
}

/** The language of the person's Discord. */
export function discordLocaleOf(locale: Locale): string {
  return locale.replace(/.*\//, '');
}
