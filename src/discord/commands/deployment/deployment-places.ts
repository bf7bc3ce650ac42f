import { z } from 'zod';
import { FOR_GOOD_MS } from '../../../limits/keys.ts';
import type { Storage } from '../../../storage/storage.ts';

/** The servers that got their own list of commands, so that it can be removed again. */
export interface DeploymentPlaces {
  remember(guildId: string): Promise<void>;
  forget(guildId: string): Promise<void>;
  all(): Promise<string[]>;
}

/** Finds them without reading anything else. */
const ALL = 'all';

export function createDeploymentPlaces(storage: Storage): DeploymentPlaces {
  const table = storage.indexedTable('deployments', z.literal(true), () => [ALL]);
  return {
    remember: (guildId) => table.set(guildId, true, FOR_GOOD_MS),
    async forget(guildId) {
      await table.delete(guildId);
    },
    async all() {
      return (await Array.fromAsync(table.find(ALL))).map(([guildId]) => guildId);
    },
  };
}
