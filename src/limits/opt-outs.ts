import { z } from 'zod';
import type { Storage } from '../storage/storage.ts';
import { FOR_GOOD_MS } from './keys.ts';

/** Who doesn't let others age their pictures. Read from the store each time, so that a change applies everywhere at once. */
export interface OptOuts {
  has(userId: string): Promise<boolean>;
  set(userId: string, optedOut: boolean): Promise<void>;
}

export function createOptOuts(storage: Storage): OptOuts {
  const table = storage.table('opt-outs', z.literal(true));
  return {
    has: async (userId) => (await table.get(userId)) ?? false,
    async set(userId, optedOut) {
      if (optedOut) await table.set(userId, true, FOR_GOOD_MS);
      else await table.delete(userId);
    },
  };
}
