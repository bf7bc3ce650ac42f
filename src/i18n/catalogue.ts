import type { en } from './en.ts';
import type { Reason } from './explained-error.ts';

type EntryKey = keyof typeof en.texts;

/** Keys of texts that have a form for each plural category. */
export type PluralKey = EntryKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;
type PluralForm = `${PluralKey}_${Intl.LDMLPluralRule}`;

/** Keys of texts that have one form. */
export type PlainKey = Exclude<EntryKey, PluralForm>;

/**
 * All sentences in one language. A missing or misspelt key doesn't compile. A plural text needs the forms of its own
 * language (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html); every language has
 * `…_other`.
 */
export interface Catalogue {
  readonly texts: Readonly<Record<PlainKey | `${PluralKey}_other`, string> & Partial<Record<PluralForm, string>>>;
  readonly reasons: Readonly<Record<Reason, string>>;
}
