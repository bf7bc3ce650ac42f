import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../../support/redis-server.ts';
import { urlOf, useFolder } from './folder.ts';

export interface StoreKind {
  readonly name: string;
  readonly isThere: boolean;
}

/** The kinds of stores that outlive a process. */
export const storeKinds: readonly StoreKind[] = [
  { name: 'SQLite', isThere: true },
  {
    name: `Redis${hasRedisServer ? '' : ' (skipped: there is no redis-server on this machine)'}`,
    isThere: hasRedisServer,
  },
];

/** Places for stores of one kind, in the tests of the surrounding `describe`. */
export function usePlaces({ name }: StoreKind) {
  const folder = useFolder();
  let redis: RedisServer | undefined;
  let places = 0;
  beforeAll(async () => {
    if (name === 'Redis') redis = await startRedisServer();
  });
  afterAll(async () => await redis?.[Symbol.asyncDispose]());
  return {
    folder,
    freshUrl(): string {
      places += 1;
      return redis?.freshUrl() ?? urlOf(join(folder(), `${places}.db`));
    },
  };
}
