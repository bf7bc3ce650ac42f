import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../../src/clock.ts';
import { deferStorage } from '../../../../src/storage/deferred-storage.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import type { Storage } from '../../../../src/storage/storage.ts';
import { hasRedisServer, startRedisServer } from '../../../support/redis-server.ts';

/** An empty database. Each `open` opens the same one. */
export interface Place {
  open(clock: Clock): Promise<Storage>;
}

export interface Backend extends AsyncDisposable {
  freshPlace(): Promise<Place>;
}

export interface BackendKind {
  readonly name: string;
  readonly available: boolean;
  /** Whether it outlives its Storage object, and can be shared by two. */
  readonly lasting: boolean;
  /** Whether tables expire by the machine's time rather than the clock. */
  readonly ownTime: boolean;
  start(): Promise<Backend>;
}

export const backendKinds: readonly BackendKind[] = [
  { name: 'memory', available: true, lasting: false, ownTime: false, start: startMemory },
  { name: 'memory, opened later', available: true, lasting: false, ownTime: false, start: startDeferred },
  { name: 'sqlite', available: true, lasting: true, ownTime: false, start: startSqlite },
  {
    name: hasRedisServer ? 'redis' : 'redis (skipped: there is no redis-server on this machine)',
    available: hasRedisServer,
    lasting: true,
    ownTime: true,
    start: startRedis,
  },
];

async function startMemory(): Promise<Backend> {
  return {
    freshPlace: async () => ({ open: (clock) => openStorage('memory:', { clock }) }),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startDeferred(): Promise<Backend> {
  return {
    freshPlace: async () => ({
      async open(clock) {
        const storage = deferStorage('memory:', { clock });
        await storage.open();
        return storage;
      },
    }),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startSqlite(): Promise<Backend> {
  const folder = await mkdtemp(join(tmpdir(), 'storage-'));
  let places = 0;
  return {
    freshPlace: async () => {
      places += 1;
      const url = `sqlite://${join(folder, String(places), 'bot.db')}`;
      return { open: (clock) => openStorage(url, { clock }) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

async function startRedis(): Promise<Backend> {
  const server = await startRedisServer();
  return {
    freshPlace: async () => {
      const url = server.freshUrl();
      return { open: (clock) => openStorage(url, { clock, redisTime: clock.now }) };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
