import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { connectRedis, type Timed } from '../../../src/storage/redis/connecting/redis-connection.ts';
import { parseRedisUrl } from '../../../src/storage/redis/connecting/redis-address.ts';
import { redisStore } from '../../../src/storage/redis/redis-store.ts';
import { rowTable } from '../../../src/storage/tables/row-store.ts';
import { StorageOpenError } from '../../../src/storage/storage-open-error.ts';
import { type Claim, type Storage, StorageError } from '../../../src/storage/storage.ts';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock } from '../../unit/storage/contract/manual-clock.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../support/redis-server.ts';

const HOUR = 3_600_000;
const use: Claim = { kind: 'quota', key: 'user', amount: 1, limit: 50, ttlMs: HOUR };
const name = hasRedisServer ? 'a lost Redis' : 'a lost Redis (skipped: there is no redis-server on this machine)';

const connectTo = (url: string) => {
  const address = parseRedisUrl(url);
  if (address === undefined) throw new Error('This is no URL of a Redis');
  return connectRedis({ address, anyKey: 'any' });
};

describe.skipIf(!hasRedisServer)(`${name}`, () => {
  let server: RedisServer;
  let storage: Storage;
  let errors: unknown[];

  beforeEach(async () => {
    server = await startRedisServer();
    errors = [];
    storage = await openStorage(server.freshUrl(), { clock: manualClock(), onError: (error) => errors.push(error) });
  });
  afterEach(async () => {
    await storage[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  /** All operations of a storage. Each must fail while Redis is down. */
  const verbs = (): (() => Promise<unknown>)[] => {
    const notes = storage.table('notes', z.string());
    return [
      () => notes.get('a'),
      () => notes.set('a', 'x', HOUR),
      () => notes.delete('a'),
      () => notes.clear(),
      () => Array.fromAsync(notes.entries()),
      () => storage.atomic.reserve([use]),
      () => storage.atomic.refund([{ kind: 'quota', key: 'user', amount: 1 }]),
      () => storage.atomic.holdBack('guild', Date.now() + HOUR),
      () => storage.atomic.used('user'),
      () => storage.atomic.lease('job', 'me', HOUR),
      () => storage.atomic.release('job', 'me'),
      () => storage.atomic.swap('text', undefined, 'shared', HOUR),
      () => storage.check(),
    ];
  };

  const works = async (): Promise<void> => {
    for (const verb of verbs()) await verb();
  };

  test('a killed Redis fails every verb, is reported once, and heals when it is back', async () => {
    await works();
    await server.kill();
    for (const verb of verbs()) await expect(verb()).rejects.toThrow(StorageError);
    await eventually(() => expect(errors).toHaveLength(1));
    await server.start();
    await eventually(works);
    expect(errors).toHaveLength(1);
  });

  test('a frozen Redis fails every verb instead of hanging, and heals when it thaws', async () => {
    await works();
    server.freeze();
    await Promise.all(verbs().map((verb) => expect(verb()).rejects.toThrow(StorageError)));
    for (const verb of verbs()) await expect(verb()).rejects.toThrow(StorageError);
    server.thaw();
    await eventually(works);
  });

  test('a Redis that becomes a replica is reported once, and connected to less and less often, until it is none', async () => {
    const admin = await connectTo(server.freshUrl());
    const { client } = admin;
    const connections = async () =>
      Number(/total_connections_received:(\d+)/.exec(await client.info('stats'))?.[1] ?? 0);
    await works();
    await client.replicaof('127.0.0.1', 1);
    const before = await connections();
    const startedAt = performance.now();
    await eventually(async () => {
      await expect(storage.check()).rejects.toThrow(StorageError);
      expect(await connections()).toBeGreaterThanOrEqual(before + 6);
    });
    // 75, 150, 300, 600, 750 and 750 ms at least.
    expect(performance.now() - startedAt).toBeGreaterThan(2600);
    expect(errors.map(String)).toEqual([expect.stringMatching(/read-only replica/)]);
    await client.replicaof('NO', 'ONE');
    await eventually(works);
    await admin[Symbol.asyncDispose]();
  });

  test('a command that is late fails alone: what is asked after it is answered on the same connection', async () => {
    await works();
    await using watcher = await connectTo(server.freshUrl());
    const { client } = watcher;
    const connections = async () => String(await client.client('LIST')).match(/^id=\d+/gm);
    const before = await connections();
    const notes = storage.table('notes', z.string());
    await notes.set('a', 'x', HOUR);
    server.freeze();
    await expect(notes.get('a')).rejects.toThrow(StorageError);
    const next = notes.get('a');
    server.thaw();
    expect(await next).toBe('x');
    expect(await connections()).toEqual(before);
    expect(errors).toEqual([]);
  });

  nightly('what is granted too late is given back', async () => {
    await works();
    server.freeze();
    await expect(storage.atomic.reserve([{ ...use, key: 'late', amount: 3 }])).rejects.toThrow(StorageError);
    server.thaw();
    await eventually(async () => expect(await storage.atomic.used('late')).toBe(0));
  });

  test('a Redis that forgot its scripts is taught them again', async () => {
    await works();
    await server.kill();
    await server.start();
    await eventually(() => storage.check());
    expect(await storage.atomic.used('user')).toBe(0);
    expect((await storage.atomic.reserve([use])).granted).toBe(true);
  });

  nightly('a store closed while Redis is away stays closed', async () => {
    await server.kill();
    await storage[Symbol.asyncDispose]();
    await server.start();
    await expect(storage.check()).rejects.toThrow(StorageError);
  });

  nightly('a store closed in the middle of a reconnection leaves no connection behind', async () => {
    server.freeze();
    // A connection without an answer for some seconds is replaced.
    await eventually(() => expect(storage.check()).rejects.toThrow(/not connected/));
    await storage[Symbol.asyncDispose]();
    server.thaw();
    await using watcher = await connectTo(server.freshUrl());
    await eventually(async () => expect(String(await watcher.client.client('LIST')).match(/^id=/gm)).toHaveLength(1));
  });

  test('a value that ends while its table is read is left out', async () => {
    await using connection = await connectTo(server.freshUrl());
    const { client } = connection;
    let commands = 0;
    const timed: Timed = async (command) => {
      commands += 1;
      // Between reading the keys and reading their values.
      if (commands === 2) await client.del('notes::short');
      return command();
    };
    const store = redisStore({ connection: { ...connection, timed }, prefix: 'notes::', indexPrefix: 'index::' });
    await client.mset(['notes::short', '"goes"', 'notes::long', '"stays"']);
    const entries = await Array.fromAsync(rowTable(store, z.string()).entries());
    expect(entries).toEqual([['long', 'stays']]);
  });

  test('a Redis that is not there is an error of one sentence without the password', async () => {
    await server.kill();
    const url = `redis://user:hunter2@127.0.0.1:${server.port}/0`;
    const opening = openStorage(url, { clock: manualClock() });
    const error = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StorageOpenError);
    expect(error).toMatchObject({ mayPass: true });
    expect(String(error)).toContain(`127.0.0.1:${server.port}`);
    expect(String(error)).not.toContain('hunter2');
  });

  test.each(['', ':hunter2@'])(
    'a Redis that wants another password than "%s" cannot be opened',
    async (credentials) => {
      await using locked = await startRedisServer({ requirepass: 'right' });
      const url = `redis://${credentials}127.0.0.1:${locked.port}/0`;
      const error = await openStorage(url, { clock: manualClock() }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StorageOpenError);
      expect(error).toMatchObject({ mayPass: false });
      expect(String(error)).toMatch(/the user or password is wrong or missing/);
      expect(String(error)).not.toContain('hunter2');
      await using storage = await openStorage(`redis://:right@127.0.0.1:${locked.port}/0`, { clock: manualClock() });
      await expect(storage.check()).resolves.toBeUndefined();
    },
  );
});
