import { ExplainedError } from '../../i18n/explained-error.ts';
import { StorageError } from '../../storage/storage.ts';

/** What a person is told of any error: the reason it carries, or that something went wrong on our side. */
export function explained(error: unknown): ExplainedError {
  if (error instanceof ExplainedError) return error;
  if (error instanceof StorageError) return new ExplainedError('storage_down', {}, { cause: error });
  return new ExplainedError('internal', {}, { cause: error });
}
