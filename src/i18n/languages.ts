import { requireSource } from '../root.ts';
import type { Catalogue, CommandCatalogue } from './catalogue.ts';
import { en } from './en.ts';

/**
 * The languages that people can read, by Discord's code, with their own names. Each but English has a file in
 * `languages/` and one in `commands/`.
 *
 * @see https://docs.discord.com/developers/reference#locales
 */
export const LANGUAGES = {
  en: 'English',
  id: 'Bahasa Indonesia',
  de: 'Deutsch',
  'es-ES': 'Español (España)',
  'es-419': 'Español (Latinoamérica)',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
  pl: 'Polski',
  'pt-BR': 'Português do Brasil',
  tr: 'Türkçe',
  ru: 'Русский',
  uk: 'Українська',
  hi: 'हिन्दी',
  'zh-CN': '中文',
  ja: '日本語',
  'zh-TW': '繁體中文',
  ko: '한국어',
} as const satisfies Readonly<Record<string, string>>;

export type LanguageCode = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly LanguageCode[];

/** The language of a locale: `pt-BR` of `pt-BR`, and `en` of `en-GB`; English where there is none. */
export function languageOf(locale: string): LanguageCode {
  return [locale, locale.replace(/-.*/, '')].find(isLanguage) ?? 'en';
}

export function isLanguage(code: string): code is LanguageCode {
  return Object.hasOwn(LANGUAGES, code);
}

// Loaded when they are first needed, since all of them would make each start slower. A sentence can't wait for an
// import.
const load = (folder: 'languages' | 'commands', code: LanguageCode): unknown =>
  requireSource(`./i18n/${folder}/${code}.ts`);

/** The sentences of a language. */
export function catalogueOf(code: LanguageCode): Catalogue {
  return code === 'en' ? en : (load('languages', code) as { readonly sentences: Catalogue }).sentences;
}

/** The commands of a language; in English, they are what `commands/` says. */
export function commandsOf(code: LanguageCode): CommandCatalogue {
  return code === 'en' ? {} : (load('commands', code) as { readonly commands: CommandCatalogue }).commands;
}
