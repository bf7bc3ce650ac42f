import { beforeEach, describe, expect, test } from 'vitest';
import { healthRoutes, type GatewayProblem } from '../../../src/ops/health.ts';
import { StorageError } from '../../../src/storage/storage.ts';

const MINUTE = 60_000;

let now: number;
let gateway: GatewayProblem | undefined;
let storage: Error | undefined;
let pictures: string | undefined;
let notes: string[];

const routes = healthRoutes({
  clock: { now: () => now, sleep: () => Promise.resolve() },
  gatewayProblem: () => gateway,
  checkStorage: () => (storage ? Promise.reject(storage) : Promise.resolve()),
  pictureProblem: () => Promise.resolve(pictures),
  notes: () => notes,
});
const get = (path: string) => routes[path]?.(path);

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  [gateway, storage, pictures, notes] = [undefined, undefined, undefined, []];
});

describe('readiness', () => {
  test('is given when the gateway and the store are there', async () => {
    expect(await get('/readyz')).toEqual({ status: 200, body: 'ok\n' });
  });

  test('names the gateway, when it is that', async () => {
    gateway = { what: 'shard 3 has lost its heartbeat', since: now };
    expect(await get('/readyz')).toEqual({ status: 503, body: 'gateway: shard 3 has lost its heartbeat\n' });
  });

  test('names the store and the deepest cause, when it is that', async () => {
    storage = new StorageError('Database operation failed: check', { cause: new Error('database or disk is full') });
    expect(await get('/readyz')).toEqual({ status: 503, body: 'storage: database or disk is full\n' });
  });

  test('names both, when it is both', async () => {
    gateway = { what: 'not connected yet', since: now };
    storage = new StorageError('The database is closed');
    const answer = await get('/readyz');
    expect(answer).toMatchObject({
      status: 503,
      body: 'gateway: not connected yet\nstorage: The database is closed\n',
    });
  });

  test('names pictures, when they cannot be opened', async () => {
    pictures = 'sharp does not load';
    expect(await get('/readyz')).toEqual({ status: 503, body: 'pictures: sharp does not load\n' });
    expect(await get('/livez')).toMatchObject({ status: 200 });
  });

  test('tells of the endpoint without failing for it', async () => {
    notes = ['endpoint: calls are paused (endpoint_unfunded)'];
    expect(await get('/readyz')).toEqual({ status: 200, body: `ok\n${notes[0]}\n` });
  });

  test('tells no secret of a store that holds one', async () => {
    storage = new Error('connect redis://user:hunter2@db:6379/0 refused');
    expect(String((await get('/readyz'))?.body)).not.toContain('hunter2');
  });
});

describe('liveness', () => {
  test('outlives a gateway that is away for less than five minutes, and a store that is away for ever', async () => {
    storage = new Error('gone');
    gateway = { what: 'shard 0 is not connected', since: now - 5 * MINUTE + 1 };
    expect(await get('/livez')).toEqual({ status: 200, body: 'ok\n' });
  });

  test('ends after five minutes without a gateway', async () => {
    gateway = { what: 'shard 0 is not connected', since: now - 5 * MINUTE };
    expect(await get('/livez')).toMatchObject({ status: 503 });
  });
});
