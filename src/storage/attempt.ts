import { StorageError } from './storage.ts';

/** Runs one operation on the database. Any error becomes a {@link StorageError} with its cause. */
export async function attempt<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(`Database operation failed: ${what}`, { cause: error });
  }
}
