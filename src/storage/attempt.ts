import { StorageError } from './storage.ts';

/** Runs one use of the store; whatever goes wrong becomes a {@link StorageError} with its cause. */
export async function attempt<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(`The store failed: ${what}`, { cause: error });
  }
}
