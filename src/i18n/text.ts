import type { Catalogue, PluralKey, TextKey } from './catalogue.ts';
import { en } from './en.ts';
import type { ExplainedError, TextParams } from './explained-error.ts';
import { catalogueOf, languageOf, type LanguageCode } from './languages.ts';
import { discordLocaleOf, sentenceLocaleOf, type Locale } from './locale.ts';
import { mentionsIn } from './mentions.ts';
import { createMessages, type Message } from './message.ts';

export type { TextKey } from './catalogue.ts';
export type { Locale } from './locale.ts';

/** A text whose form depends on a number needs that number. */
type Params<Key extends TextKey> = Key extends PluralKey
  ? [params: TextParams & { readonly count: number }]
  : [params?: TextParams];

interface Language {
  readonly catalogue: Catalogue;
  readonly message: (source: string) => Message;
}

const languages = new Map<LanguageCode, Language>();
const mentions = new Map<LanguageCode, TextParams>();

/** The text of `key` in somebody's language, with its `{names}` filled in. */
export function text<Key extends TextKey>(locale: Locale, key: Key, ...[params = {}]: Params<Key>): string {
  return say(locale, ({ texts }) => texts[key], params);
}

/** The one sentence that a person reads about an error. */
export function explain(locale: Locale, { reason, params }: Pick<ExplainedError, 'reason' | 'params'>): string {
  return say(locale, ({ reasons }) => reasons[reason], params);
}

function say(locale: Locale, sourceIn: (catalogue: Catalogue) => string, params: TextParams): string {
  const code = languageOf(sentenceLocaleOf(locale));
  const { catalogue, message } = kept(languages, code, () => ({
    catalogue: catalogueOf(code),
    message: createMessages(code),
  }));
  const discordCode = languageOf(discordLocaleOf(locale));
  const named = kept(mentions, discordCode, () => mentionsIn(discordCode));
  // TypeScript runs unchecked: a sentence that was just added can still be missing.
  const source = (sourceIn(catalogue) as string | undefined) ?? sourceIn(en);
  return message(source).format({ ...named, ...params });
}

function kept<Value>(values: Map<LanguageCode, Value>, code: LanguageCode, make: () => Value): Value {
  const known = values.get(code);
  if (known !== undefined) return known;
  const value = make();
  values.set(code, value);
  return value;
}
