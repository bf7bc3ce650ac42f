import { en } from './en.ts';
import type { ExplainedError, TextParams } from './explained-error.ts';

/** A Discord locale such as `en-US`; one that has no translation falls back to English. */
export type Locale = string;

type EntryKey = keyof typeof en.texts;
/** Keys of texts with a form for each plural category. */
type PluralKey = EntryKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;
type PluralForm = `${PluralKey}_${Intl.LDMLPluralRule}`;

export type TextKey = Exclude<EntryKey, PluralForm> | PluralKey;

/** A plural text needs the number that decides its form. */
type Params<Key extends TextKey> = Key extends PluralKey
  ? [params: TextParams & { readonly count: number }]
  : [params?: TextParams];

const entries: Readonly<Partial<Record<string, string>>> = en.texts;
const pluralRules = new Intl.PluralRules('en');

/** The text of `key` in the person's language, its `{names}` filled in; `count` chooses the plural form, if it has any. */
export function text<Key extends TextKey>(_locale: Locale, key: Key, ...[params = {}]: Params<Key>): string {
  const count = Number(params['count']);
  const template = entries[key] ?? entries[`${key}_${pluralRules.select(count)}`] ?? entries[`${key}_other`];
  return fill(template ?? key, params);
}

/** The one sentence that a person reads about an error. */
export function explain(_locale: Locale, error: Pick<ExplainedError, 'reason' | 'params'>): string {
  return fill(en.reasons[error.reason], error.params);
}

function fill(template: string, params: TextParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
