import type { en } from './en.ts';
import type { Reason } from './explained-error.ts';

export type TextKey = keyof typeof en.texts;

/** Keys of texts whose form depends on a number, `count`. */
export type PluralKey = {
  [Key in TextKey]: (typeof en.texts)[Key] extends `${string}{count, plural,${string}` ? Key : never;
}[TextKey];

/**
 * All sentences in one language, as ICU messages. A missing or misspelt key doesn't compile.
 *
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
export interface Catalogue {
  readonly texts: Readonly<Record<TextKey, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
  /** Why a sentence is the same as in English. Others that are were not translated, and a test fails. */
  readonly sameAsEnglish?: Readonly<Partial<Record<TextKey | Reason, string>>>;
}

/** What people read of a command, an option or a menu in Discord's lists. `{min}` and `{max}` are the option's bounds. */
export interface CommandWords {
  readonly name: string;
  /** Menus have none. */
  readonly description?: string;
  /** By the option's English name; subcommands are options too. */
  readonly options?: Readonly<Record<string, CommandWords>>;
}

/** The commands in one language, by their English names. */
export type CommandCatalogue = Readonly<Record<string, CommandWords>>;
