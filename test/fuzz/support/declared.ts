import { ExplainedError, type Reason } from '../../../src/i18n/explained-error.ts';

/** Whether an error is one of these refusals. */
export const hasReason =
  (...reasons: readonly Reason[]) =>
  (error: unknown): boolean =>
    error instanceof ExplainedError && reasons.includes(error.reason);
