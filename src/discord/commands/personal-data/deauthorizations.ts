import { z } from 'zod';
import type { WorkQueue } from '../../../aging/queue/work-queue.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { ForgetPerson } from './forget-person.ts';

/** People who have removed the bot from their account, until their data is deleted. */
export interface Deauthorizations {
  /** Notes that a person's data is to be deleted, and begins with it. Rejects if the store fails. */
  note(userId: string): Promise<void>;
  /** Deletes the data of everybody who was noted. Rejects if the store fails. */
  settle(): Promise<void>;
  has(userId: string): Promise<boolean>;
}

export interface DeauthorizationsOptions {
  readonly storage: Storage;
  readonly forgetPerson: ForgetPerson;
  readonly queue: Pick<WorkQueue, 'of'>;
}

const KEPT_MS = 30 * 86_400_000;
/** Finds everybody without reading anything else. */
const ALL = 'all';

export function createDeauthorizations({ storage, forgetPerson, queue }: DeauthorizationsOptions): Deauthorizations {
  const table = storage.indexedTable('deauthorized', z.literal(true), () => [ALL]);
  const forget = async (userId: string) => {
    // Before, so that what an ending request leaves is found.
    const open = await queue.of(userId);
    await forgetPerson(userId);
    // Their answers are remembered for the buttons, so it's done again when they have ended.
    if (open.length === 0) await table.delete(userId);
  };
  return {
    async note(userId) {
      await table.set(userId, true, KEPT_MS);
      // It can take longer than Discord waits. What fails here is tried again by upkeep.
      void forget(userId).catch(() => undefined);
    },
    async settle() {
      for await (const [userId] of table.find(ALL)) await forget(userId);
    },
    has: async (userId) => (await table.get(userId)) !== undefined,
  };
}
