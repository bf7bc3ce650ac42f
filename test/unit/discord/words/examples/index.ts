import { examples as de } from './de.ts';
import { examples as en } from './en.ts';
import { examples as es } from './es.ts';
import { examples as fr } from './fr.ts';
import { examples as hi } from './hi.ts';
import { examples as id } from './id.ts';
import { examples as it } from './it.ts';
import { examples as ja } from './ja.ts';
import { examples as ko } from './ko.ts';
import { examples as nl } from './nl.ts';
import { examples as pl } from './pl.ts';
import { examples as ptBR } from './pt-br.ts';
import { examples as ru } from './ru.ts';
import { examples as tr } from './tr.ts';
import { examples as uk } from './uk.ts';
import { examples as zhCN } from './zh-cn.ts';
import { examples as zhTW } from './zh-tw.ts';

/**
 * What people write, and what it means to the bot for a person with this language:
 * an age `60`, a change `+10` or `-10`, `child`, `elderly`, `baby`, `again`, `timeline`, `timeline 20 40`,
 * `before and after`, `my data`, `stop`, `help`, `thanks`, `hello`, `unclear` (the bot asks) or `other`.
 */
export type Examples = readonly (readonly [words: string, meaning: string])[];

/** By the names of the languages in `src/discord/words/languages/`. */
export const EXAMPLES: Readonly<Record<string, Examples>> = {
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
};
