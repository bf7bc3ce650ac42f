import { ExplainedError } from '../../i18n/explained-error.ts';
import { StorageError } from '../../storage/storage.ts';

/** The error that a person is told about: the error itself if it has a reason, else `storage_down` or `internal`. */
export function explained(error: unknown): ExplainedError {
  if (error instanceof ExplainedError) return error;
  if (error instanceof StorageError) return new ExplainedError('storage_down', {}, { cause: error });
  return new ExplainedError('internal', {}, { cause: error });
}
