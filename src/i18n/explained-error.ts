import type { en } from './en.ts';

/** Everything that can go wrong for a person, by the key of its sentence. */
export type Reason = keyof typeof en.reasons;

/** What is filled into a sentence. */
export type TextParams = Readonly<Record<string, string | number>>;

/**
 * An error that can be shown to a person. It carries the key of a sentence, not the sentence, which is made later in
 * the person's language.
 */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
  readonly reason: Reason;
  readonly params: TextParams;

  constructor(reason: Reason, params: TextParams = {}, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
    this.params = params;
  }
}
