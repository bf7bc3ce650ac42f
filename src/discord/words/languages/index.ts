import { createLanguage, type Language, type LanguageWords } from '../language.ts';
import { de } from './de.ts';
import { elsewhere } from './elsewhere.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { id } from './id.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { ptBR } from './pt-br.ts';
import { ru } from './ru.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { zhCN } from './zh-cn.ts';
import { zhTW } from './zh-tw.ts';

/** By Discord's locale (`pt-BR`), or by its language alone (`es`). */
const WORDS = {
  en,
  de,
  es,
  fr,
  it,
  nl,
  pl,
  'pt-BR': ptBR,
  tr,
  uk,
  ru,
  ja,
  ko,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  hi,
  id,
  elsewhere,
} satisfies Readonly<Record<string, LanguageWords>>;

export const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  Object.entries(WORDS).map(([tag, words]) => [tag, createLanguage(words)]),
);

const ENGLISH = LANGUAGES.get('en') ?? createLanguage(en);

/** The language of a locale such as `es-419`; English if there is none. */
export function wordsOf(locale: string): Language {
  return LANGUAGES.get(locale) ?? LANGUAGES.get(locale.replace(/-.*/, '')) ?? ENGLISH;
}
