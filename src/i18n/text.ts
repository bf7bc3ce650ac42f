import type { Catalogue, PlainKey, PluralKey } from './catalogue.ts';
import { en } from './en.ts';
import type { ExplainedError, TextParams } from './explained-error.ts';
import { LANGUAGES } from './languages.ts';

/** A Discord locale such as `en-US`. One that has no translation falls back to English. */
export type Locale = string;

export type TextKey = PlainKey | PluralKey;

/** A plural text needs the number that decides its form. */
type Params<Key extends TextKey> = Key extends PluralKey
  ? [params: TextParams & { readonly count: number }]
  : [params?: TextParams];

/** Creates the functions that say things in these languages. */
export function createTexts(languages: Readonly<Record<string, Catalogue>>) {
  const pluralRules = new Map<string, Intl.PluralRules>();

  function languageOf(locale: Locale): { readonly tag: string; readonly catalogue: Catalogue } {
    for (const tag of [locale, locale.replace(/-.*/, '')]) {
      const catalogue = Object.hasOwn(languages, tag) ? languages[tag] : undefined;
      if (catalogue) return { tag, catalogue };
    }
    return { tag: 'en', catalogue: en };
  }

  function pluralForm(tag: string, count: number): Intl.LDMLPluralRule {
    const rules = pluralRules.get(tag) ?? new Intl.PluralRules(tag);
    pluralRules.set(tag, rules);
    return rules.select(count);
  }

  /**
   * The text of `key` in the person's language, with its `{names}` filled in. `count` chooses the plural form, if it has
   * any.
   */
  function text<Key extends TextKey>(locale: Locale, key: Key, ...[params = {}]: Params<Key>): string {
    const { tag, catalogue } = languageOf(locale);
    const entries: Readonly<Partial<Record<string, string>>> = catalogue.texts;
    const template = entries[key] ?? entries[`${key}_${pluralForm(tag, Number(params['count']))}`];
    return fill(template ?? entries[`${key}_other`] ?? key, params);
  }

  /** The one sentence that a person reads about an error. */
  function explain(locale: Locale, { reason, params }: Pick<ExplainedError, 'reason' | 'params'>): string {
    return fill(languageOf(locale).catalogue.reasons[reason], params);
  }

  return { text, explain };
}

export const { text, explain } = createTexts(LANGUAGES);

function fill(template: string, params: TextParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
