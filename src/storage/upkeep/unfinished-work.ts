import { StorageOpenError } from '../storage-open-error.ts';
import type { WholeStore } from './whole/whole-store.ts';

/**
 * Requests in a queue are neither moved nor replaced: they would be answered from data that they don't belong to.
 *
 * @throws {StorageOpenError} when there are some
 */
export async function refuseUnfinished(store: WholeStore): Promise<void> {
  if ((await store.unfinishedJobs()) === 0) return;
  throw new StorageOpenError(
    `${store.place} has unfinished requests in its queue: start the bot, and stop it once they are answered`,
  );
}
