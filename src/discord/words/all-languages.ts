import { requireSource } from '../../root.ts';
import type { Language } from './language.ts';
import type * as words from './languages/index.ts';

// Loaded when somebody first writes, since it takes 16 ms of processor time. A reading cannot wait for an import.
let loaded: typeof words | undefined;

const loadWords = () => (loaded ??= requireSource('./discord/words/languages/index.ts') as typeof words);

/** All languages that people write in, by Discord's locale (`pt-BR`), or by its language alone (`es`). */
export function allLanguages(): ReadonlyMap<string, Language> {
  return loadWords().LANGUAGES;
}

/** The language of a locale such as `es-419`; English if there is none. */
export function wordsOf(locale: string): Language {
  return loadWords().wordsOf(locale);
}
