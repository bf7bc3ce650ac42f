import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { MAX_AGE } from '../../../bounds.ts';
import type { CommandWords } from '../../../i18n/catalogue.ts';
import { commandsOf, LANGUAGE_CODES, type LanguageCode } from '../../../i18n/languages.ts';

/** The parts of a command that people read: the command itself, its options, and theirs. */
interface Named {
  readonly name: string;
  readonly description?: string;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly options?: readonly Named[];
  readonly choices?: readonly Choice[];
}

type Choice = Pick<Named, 'name'> & { readonly value: string | number };

type WordsByLanguage = readonly (readonly [code: LanguageCode, words: CommandWords | undefined])[];

/** The words of an option or subcommand, by its English name. */
type Lookup = (name: string) => WordsByLanguage;

/**
 * A command with its names and descriptions in all languages. What a language lacks, people see in English.
 *
 * @param minAge the youngest age that the operator allows, in years.
 */
export function localize<Command extends RESTPostAPIApplicationCommandsJSONBody>(
  command: Command,
  minAge: number,
): Command {
  const words = LANGUAGE_CODES.map((code) => [code, commandsOf(code)[command.name]] as const);
  return localizeNamed(command as Named, words, minAge) as Command;
}

/**
 * @param beside the words of what is beside it.
 * @param above the words of what is beside the subcommand that has this option: choices can be names of those.
 */
function localizeNamed(
  named: Named,
  words: WordsByLanguage,
  minAge: number,
  beside: Lookup = nothing,
  above: Lookup = nothing,
): Named {
  const { name, description, options, choices } = named;
  const inner: Lookup = (option) => words.map(([code, each]) => [code, each?.options?.[option]]);
  const ages = { min: named.min_value ?? minAge, max: named.max_value ?? MAX_AGE };
  return {
    ...named,
    ...localizations('name', name, words, (each) => each.name),
    ...localizations('description', description, words, (each) => each.description && fill(each.description, ages)),
    ...(options && { options: options.map((each) => localizeNamed(each, inner(each.name), minAge, inner, beside)) }),
    ...(choices && { choices: choices.map((choice) => localizeChoice(choice, above)) }),
  };
}

/** A choice that is the name of a subcommand gets its localized names. */
function localizeChoice(choice: Choice, subcommands: Lookup): Choice {
  return { ...choice, ...localizations('name', choice.name, subcommands(choice.name), (each) => each.name) };
}

function nothing(): WordsByLanguage {
  return [];
}

function localizations(
  field: 'name' | 'description',
  original: string | undefined,
  words: WordsByLanguage,
  read: (words: CommandWords) => string | undefined,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  // Menus have no description to translate.
  if (!original) return {};
  const said = words.flatMap(([code, each]) => {
    const word = each && read(each);
    return word ? [[code, word] as const] : [];
  });
  return said.length > 0 ? { [`${field}_localizations`]: Object.fromEntries(said) } : {};
}

function fill(description: string, { min, max }: { readonly min: number; readonly max: number }): string {
  return description.replaceAll('{min}', String(min)).replaceAll('{max}', String(max));
}
