/** What a message means, as far as it's about ages or is one of a few words. */
export type Phrase =
  | { readonly kind: 'age'; readonly age: number }
  /** Years to add. */
  | { readonly kind: 'change'; readonly years: number }
  /** A time of life instead of an age. */
  | { readonly kind: 'life'; readonly time: 'baby' | 'child' | 'elderly' }
  /** The same picture once more. */
  | { readonly kind: 'again' }
  /** Without ages, the usual ones; without any, those in the message aren't understood. */
  | { readonly kind: 'timeline'; readonly ages?: readonly number[] }
  | { readonly kind: 'before and after' }
  /** Asks about stored data. */
  | { readonly kind: 'my data' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'help' }
  | { readonly kind: 'thanks' }
  | { readonly kind: 'hello' }
  /** It may mean something that costs money, but it's not certain what. The bot asks. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'other' };

export const UNCLEAR: Phrase = { kind: 'unclear' };
export const OTHER: Phrase = { kind: 'other' };
