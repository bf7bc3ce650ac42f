import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp, type Overrides } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { LoginError } from '../../../src/discord/gateway/login-error.ts';
import { createLogger } from '../../../src/ops/log/logger.ts';
import { freePort } from '../../support/free-port.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const PARTS_KEY = Buffer.alloc(32, 1).toString('base64');

let folder: string;
let port: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  port = await freePort();
});
afterEach(() => removeFolder(folder));

const database = () => join(folder, 'bot.db');
const logger = createLogger('silent');

function makeApp(overrides: Overrides) {
  // Nothing listens on port 9, so a part that is not overridden and connects to something fails.
  const config = readConfig({
    DISCORD_TOKEN: 'token',
    DISCORD_API_URL: 'http://127.0.0.1:9/api',
    ACEDATACLOUD_API_TOKEN: 'key',
    ACEDATACLOUD_API_BASE_URL: 'http://127.0.0.1:9',
    STORAGE_URL: `sqlite://${database()}`,
    STORAGE_KEY: PARTS_KEY,
    DATA_FOLDER: folder,
    PORT: String(port),
  });
  return createApp(config, { logger, ...overrides });
}

const page = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: await response.text() };
};

/** A connection that behaves as `connect` does. */
function fakeConnection(connect: (signal: AbortSignal) => Promise<never>): NonNullable<Overrides['connection']> {
  return {
    events: new EventEmitter(),
    failed: new Promise<never>(() => undefined),
    connect,
    refuseOtherBot: async () => undefined,
    ownId: () => undefined,
    problem: () => ({ what: 'a test has not connected it', since: Date.now() }),
    latency: () => [],
    shards: () => undefined,
    handOver: async () => undefined,
  };
}

test('making the app opens neither the database nor the port', async () => {
  await using _app = await makeApp({});
  expect(existsSync(database())).toBe(false);
  await expect(page('/livez')).rejects.toThrow('fetch failed');
});

test('a part that is passed in is used in place of the real one, and stays open when the app closes', async () => {
  let isClosed = false;
  const files: NonNullable<Overrides['files']> = {
    ...({} as NonNullable<Overrides['files']>),
    [Symbol.asyncDispose]: async () => {
      isClosed = true;
    },
  };
  await using app = await makeApp({
    files,
    connection: fakeConnection(() => Promise.reject(new LoginError('Discord refuses a test'))),
  });
  await expect(app.start(new AbortController().signal)).rejects.toThrow('Discord refuses a test');
  // The start failed half-way. What it opened stays open until the app is closed.
  const { status, body } = await page('/readyz');
  expect(status).toBe(503);
  expect(body).toMatch(/^gateway: a test has not connected it$/m);
  await app[Symbol.asyncDispose]();
  await expect(page('/readyz')).rejects.toThrow('fetch failed');
  expect(isClosed).toBe(false);
});

test('a signal ends a start that waits for Discord, and the app closes in order', async () => {
  const stopping = new AbortController();
  const connecting = Promise.withResolvers<void>();
  await using app = await makeApp({
    connection: fakeConnection(
      (signal) =>
        new Promise((_resolve, reject) => {
          connecting.resolve();
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    ),
  });
  const started = app.start(stopping.signal).catch((error: unknown) => error);
  await connecting.promise;
  expect((await page('/metrics')).body).toMatch(/^face_age_requests_active 0$/m);
  stopping.abort(new Error('stopped by a test'));
  expect(await started).toMatchObject({ message: 'stopped by a test' });
  await app.stop();
  await app[Symbol.asyncDispose]();
  await expect(page('/metrics')).rejects.toThrow('fetch failed');
});
