import { en } from './en.ts';
import type { ExplainedError, TextParams } from './explained-error.ts';

/** A Discord locale such as `en-US`; one that has no translation falls back to English. */
export type Locale = string;

export type TextKey = keyof typeof en.texts;

/** The text of `key` in the person's language, its `{names}` filled in. */
export function text(_locale: Locale, key: TextKey, params: TextParams = {}): string {
  return fill(en.texts[key], params);
}

/** The one sentence that a person reads about an error. */
export function explain(_locale: Locale, error: Pick<ExplainedError, 'reason' | 'params'>): string {
  return fill(en.reasons[error.reason], error.params);
}

function fill(template: string, params: TextParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
