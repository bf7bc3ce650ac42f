import { beforeEach, describe, expect, test } from 'vitest';
import { healthRoutes, type GatewayProblem } from '../../../src/ops/health/health.ts';
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
const get = async (path: keyof typeof routes) => await routes[path](path);

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  [gateway, storage, pictures, notes] = [undefined, undefined, undefined, []];
});

describe('readiness', () => {
  test('the bot is ready when the gateway and the store work', async () => {
    expect(await get('/readyz')).toEqual({ status: 200, body: 'ok\n' });
  });

  test('the page names the gateway if it is missing', async () => {
    gateway = { what: 'shard 3 has lost its heartbeat', since: now };
    expect(await get('/readyz')).toEqual({ status: 503, body: 'gateway: shard 3 has lost its heartbeat\n' });
  });

  test('the page names the store and the deepest cause if it fails', async () => {
    storage = new StorageError('Database operation failed: check', { cause: new Error('database or disk is full') });
    expect(await get('/readyz')).toEqual({ status: 503, body: 'storage: database or disk is full\n' });
  });

  test('the page names both if both fail', async () => {
    gateway = { what: 'not connected yet', since: now };
    storage = new StorageError('The database is closed');
    const answer = await get('/readyz');
    expect(answer).toMatchObject({
      status: 503,
      body: 'gateway: not connected yet\nstorage: The database is closed\n',
    });
  });

  test("the page names pictures if they can't be opened", async () => {
    pictures = 'sharp does not load';
    expect(await get('/readyz')).toEqual({ status: 503, body: 'pictures: sharp does not load\n' });
    expect(await get('/livez')).toMatchObject({ status: 200 });
  });

  test('the page notes a paused endpoint, but the bot stays ready', async () => {
    notes = ['endpoint: calls are paused (endpoint_unfunded)'];
    expect(await get('/readyz')).toEqual({ status: 200, body: `ok\n${notes[0]}\n` });
  });

  test("the page contains no secret of a store's error", async () => {
    storage = new Error('connect redis://user:hunter2@db:6379/0 refused');
    expect(String((await get('/readyz')).body)).not.toContain('hunter2');
  });
});

describe('liveness', () => {
  test('the process stays alive without a gateway for less than five minutes, and without a store', async () => {
    storage = new Error('gone');
    gateway = { what: 'shard 0 is not connected', since: now - 5 * MINUTE + 1 };
    expect(await get('/livez')).toEqual({ status: 200, body: 'ok\n' });
  });

  test('the process counts as dead after five minutes without a gateway', async () => {
    gateway = { what: 'shard 0 is not connected', since: now - 5 * MINUTE };
    expect(await get('/livez')).toMatchObject({ status: 503 });
  });
});
