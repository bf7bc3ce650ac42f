import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir, devNull } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/clock.ts';
import { openStorage, openWholeStore } from '../../../src/storage/open-storage.ts';
import { loadKeys } from '../../../src/storage/sealing/load-keys.ts';
import { createSeals } from '../../../src/storage/sealing/seals.ts';
import { admitStore } from '../../../src/storage/upkeep/admit-store.ts';
import { StorageError } from '../../../src/storage/storage.ts';
import { createLastStoreFile } from '../../../src/storage/upkeep/last-store.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { startCluster } from '../../support/redis-topologies.ts';
import { runScript } from '../../support/run-script.ts';
import { removeFolder } from '../../support/remove-folder.ts';

const HOUR = 3_600_000;

describe.runIf(hasRedisServer)('backup, restore and move between SQLite and Redis', () => {
  let redis: RedisServer;
  let folder: string;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis[Symbol.asyncDispose]());
  beforeEach(async () => {
    said = [];
    folder = await mkdtemp(join(tmpdir(), 'face-age-bot-'));
  });
  afterEach(() => removeFolder(folder));

  const STORAGE_KEY = randomBytes(32).toString('base64');
  const sqlite = (name: string) => `sqlite://${join(folder, `data/${name}.db`)}`;
  const env = (url: string) => ({
    DISCORD_TOKEN: 'a.b.c',
    ACEDATACLOUD_API_TOKEN: 'k',
    DATA_FOLDER: join(folder, 'data'),
    STORAGE_URL: url,
    STORAGE_KEY,
  });
  const run = (name: string, url: string, ...args: string[]) => runScript(name, args, { cwd: folder, env: env(url) });

  let said: string[] = [];
  /** Opens a store as a bot does. */
  const start = async (url: string, onEnded?: (error: Error) => void) =>
    await openStorage(url, {
      clock: systemClock,
      exclusive: true,
      ...(onEnded && { onEnded }),
      admit: async (store) =>
        await admitStore(store, {
          seals: createSeals(await loadKeys({ storageKey: STORAGE_KEY, storageUrl: url }), systemClock),
          keySource: 'STORAGE_KEY',
          lastStore: createLastStoreFile(join(folder, 'data/last-store.json')),
          clock: systemClock,
          onWarning: (warning) => said.push(warning),
          onNote: () => undefined,
        }),
    });
  const notesOf = (storage: Awaited<ReturnType<typeof start>>) =>
    storage.indexedTable('notes', z.string(), (text) => [text]);
  const optOutsOf = (storage: Awaited<ReturnType<typeof start>>) => storage.table('opt-outs', z.literal(true));

  const fill = async (url: string, notes = 3) => {
    await using storage = await start(url);
    await optOutsOf(storage).set('alice', true, 1_000 * 365 * 24 * HOUR);
    for (let number = 0; number < notes; number += 1) {
      await notesOf(storage).set(`key ${number} :: ${'\u2028'}`, `text ${number % 7}`, HOUR);
    }
    await storage.atomic.reserve([
      { kind: 'quota', key: 'q', amount: 2.5, limit: 3, ttlMs: HOUR },
      { kind: 'pace', key: 'p', intervalMs: HOUR, patienceMs: 0 },
    ]);
    await storage.atomic.swap('text', undefined, 'shared', HOUR);
  };
  const expectFilled = async (url: string, notes = 3) => {
    await using storage = await start(url);
    expect(await optOutsOf(storage).get('alice')).toBe(true);
    const found = await Array.fromAsync(notesOf(storage).find('text 2'));
    expect(found.length).toBe(Math.floor((notes + 4) / 7));
    expect((await Array.fromAsync(notesOf(storage).entries())).length).toBe(notes);
    expect(await storage.atomic.used('q')).toBe(2.5);
    expect((await storage.atomic.swap('text', undefined, undefined, HOUR)).found).toBe('shared');
    const pace = await storage.atomic.reserve([{ kind: 'pace', key: 'p', intervalMs: 1, patienceMs: 0 }]);
    expect(pace.granted).toBe(false);
    if (pace.granted) return;
    // An hour after it was taken, which this test did not take long ago.
    expect(pace.retryAt - Date.now()).toBeGreaterThan(HOUR / 2);
    expect(pace.retryAt - Date.now()).toBeLessThanOrEqual(HOUR);
  };

  test('a store moves to Redis and back, with expiry, limits and indexes, and each says where it went', async () => {
    const remote = redis.freshUrl();
    await fill(sqlite('one'));
    const there = await run('move', sqlite('one'), remote);
    expect(there).toMatchObject({ code: 0, stderr: '' });
    expect(there.stdout).toMatch(
      /Redis at 127\.0\.0\.1:\d+ .* now contains all .*3 limits and counters, 3 notes, 1 opt-outs/,
    );
    await expectFilled(remote);
    await expect(start(sqlite('one'))).rejects.toThrow(/was moved to Redis at/);

    expect(await run('move', remote, sqlite('two'))).toMatchObject({ code: 0, stderr: '' });
    await expectFilled(sqlite('two'));
    await expect(start(remote)).rejects.toThrow(/was moved to The database .*two\.db/);
    const again = await run('move', remote, sqlite('two'));
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('was already moved') as string });
  });

  nightly('a backup of Redis is restored into SQLite and the other way round, for its owner alone', async () => {
    const [one, two] = [redis.freshUrl(), redis.freshUrl()];
    await fill(one);
    expect(await run('backup', one, 'first')).toMatchObject({ code: 0, stderr: '' });
    expect((await stat(join(folder, 'first'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'first'), 'utf8')).not.toContain(STORAGE_KEY);
    expect((await run('backup', one, 'first')).stderr).toMatch(/already exists/);
    expect(await run('restore', sqlite('one'), 'first')).toMatchObject({ code: 0, stderr: '' });
    await expectFilled(sqlite('one'));
    expect((await run('backup', sqlite('one'), 'second')).code).toBe(0);
    expect(await run('restore', two, 'second')).toMatchObject({ code: 0, stderr: '' });
    await expectFilled(two);
    expect(await run('restore', two, 'second')).toMatchObject({
      code: 78,
      stderr: expect.stringMatching(/--replace/) as string,
    });
    expect((await run('restore', two, 'second', '--replace')).stdout).toMatch(
      /previous data is in .*replaced-store\.copy/,
    );
    await expectFilled(two);
  });

  nightly('a backup of each store is made while a bot writes', async () => {
    for (const url of [sqlite('one'), redis.freshUrl()]) {
      await removeFolder(join(folder, 'data'));
      await fill(url, 500);
      await using bot = await start(url);
      const writing = new AbortController();
      const writer = (async () => {
        for (let number = 0; !writing.signal.aborted; number += 1) {
          await notesOf(bot).set(`new ${number}`, 'x', HOUR);
          await nextTurn();
        }
      })();
      const name = url.slice(0, 5);
      expect(await run('backup', url, name)).toMatchObject({ code: 0, stderr: '' });
      writing.abort();
      await writer;
      const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
      expect(lines.filter((line) => line.includes('"key ')).length).toBe(500);
    }
  });

  nightly.each(['to Redis', 'from Redis'])('a move %s that is killed is finished by another one', async (direction) => {
    const script = fileURLToPath(new URL('../../../scripts/move.ts', import.meta.url));
    const killMove = async (local: string) => {
      const remote = redis.freshUrl();
      const [from, to] = direction === 'to Redis' ? [local, remote] : [remote, local];
      await fill(from, 3_000);
      const child = spawn(process.execPath, [script, to], {
        cwd: folder,
        env: { PATH: process.env['PATH'], ENV_FILE: devNull, ...env(from) },
        stdio: 'ignore',
      });
      const exited = once(child, 'exit');
      await using target = await openWholeStore(to, { clock: systemClock });
      await eventually(async () => {
        const { value } = await target.records()[Symbol.asyncIterator]().next();
        const isBegun = (await target.facts()).incomplete !== undefined && value !== undefined;
        expect(isBegun || child.exitCode !== null).toBe(true);
      }, 5);
      child.kill('SIGKILL');
      await exited;
      return { from, to, remote, isHalfDone: (await target.facts()).incomplete !== undefined };
    };
    let killed = await killMove(sqlite('one'));
    // On a busy machine it may have ended before anybody looked.
    for (let again = 1; !killed.isHalfDone && again < 10; again += 1) killed = await killMove(sqlite(`one-${again}`));
    const { from, to, remote } = killed;
    // The hold of the killed one ends by itself; here it is ended at once.
    const client = new Redis(remote);
    await client.del('face-age-bot:atomic:lease:upkeep');
    client.disconnect();
    await expect(start(to)).rejects.toThrow(/is not complete: a move from .* was interrupted; run it again/);
    await expectFilled(from, 3_000);
    expect(await run('move', from, to)).toMatchObject({ code: 0, stderr: '' });
    await expectFilled(to, 3_000);
  });

  nightly('a store moves to a cluster and back', async () => {
    await using cluster = await startCluster();
    await fill(sqlite('one'));
    expect(await run('move', sqlite('one'), cluster.url)).toMatchObject({ code: 0, stderr: '' });
    await expectFilled(cluster.url);
    expect(await run('move', cluster.url, sqlite('two'))).toMatchObject({ code: 0, stderr: '' });
    await expectFilled(sqlite('two'));
  });

  test('nobody begins to use a Redis that a command has, and a command finds whoever began before', async () => {
    const remote = redis.freshUrl();
    await fill(remote);
    await using from = await openWholeStore(remote, { clock: systemClock });
    {
      await using hold = await from.hold();
      await expect(start(remote)).rejects.toThrow(/is being moved or restored/);
      await hold.ensure();
      // As if this process had been stopped for so long that its hold has ended.
      const client = new Redis(remote);
      await client.del('face-age-bot:atomic:lease:upkeep');
      client.disconnect();
      await using _bot = await start(remote);
      await expect(hold.ensure()).rejects.toThrow(/is in use by the bot \(process [^ ,]+\)/);
    }
    await using _bots = new AsyncDisposableStack();
    for (let count = 0; count < 2; count += 1) _bots.use(await start(remote));
    await expect(from.hold()).rejects.toThrow(/is in use by the bot \(processes [^ ,]+, [^ ,]+\)/);
  });

  test.each(someOf(['moved', 'replaced'], ['moved']))(
    'a process that was away while its Redis was %s uses it no more',
    async (how) => {
      const remote = redis.freshUrl();
      await fill(remote);
      const ended = Promise.withResolvers<Error>();
      await using bot = await start(remote, ended.resolve);
      const client = new Redis(remote);
      // As if its sign had ended, which it notices when it shows it next.
      await client.del('face-age-bot:processes');
      client.disconnect();
      await using store = await openWholeStore(remote, { clock: systemClock });
      await store.setFacts(how === 'moved' ? { movedTo: 'elsewhere' } : { id: 'another' });
      expect((await ended.promise).message).toMatch(how === 'moved' ? /was moved to elsewhere/ : /has been replaced/);
      await expect(optOutsOf(bot).set('bob', true, HOUR)).rejects.toThrow(StorageError);
      await expect(bot.atomic.used('q')).rejects.toThrow(StorageError);
    },
  );

  test('a Redis of a newer version is refused, and one that was emptied is warned about', async () => {
    const remote = redis.freshUrl();
    await fill(remote);
    await using client = Object.assign(new Redis(remote), {
      [Symbol.asyncDispose]: async () => client.disconnect(),
    });
    await client.hset('face-age-bot:facts', 'schema', '99');
    await expect(start(remote)).rejects.toThrow(/^Redis at .* was used by a newer version of this bot/);
    expect((await run('move', remote, sqlite('one'))).stderr).toMatch(/newer version/);
    await client.hset('face-age-bot:facts', 'schema', '2');
    await (await start(remote))[Symbol.asyncDispose]();
    expect(said).toEqual([]);
    await client.flushdb();
    await (await start(remote))[Symbol.asyncDispose]();
    expect(said).toEqual([
      expect.stringMatching(/is empty, without the opt-outs and settings: .* was used here until/),
    ]);
  });

  nightly('an empty store is started on with consent', async () => {
    await fill(sqlite('one'));
    await (await start(sqlite('one')))[Symbol.asyncDispose]();
    await expect(start(redis.freshUrl())).rejects.toThrow(/is empty, but/);
    const { code, stdout } = await run('move', sqlite('one'), '--start-empty');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/one\.db is unchanged/)]);
    await (await start(redis.freshUrl()))[Symbol.asyncDispose]();
  });

  nightly('commands that are written wrongly print how they are written', async () => {
    const cases: [string, string[]][] = [
      ['backup', []],
      ['restore', []],
      ['move', []],
      ['move', ['redis://one', 'redis://two']],
      ['move', ['redis://one', '--new-key']],
      ['restore', ['a', '--unknown']],
    ];
    const outcomes = someOf(cases, ['backup']).map(
      async ([name, args]) => [name, await run(name, sqlite('one'), ...args)] as const,
    );
    for (const [name, { code, stderr }] of await Promise.all(outcomes)) {
      expect([code, stderr]).toEqual([64, expect.stringContaining(`npm run ${name}`)]);
    }
    expect(await run('backup', sqlite('none'), 'file')).toMatchObject({
      code: 78,
      stderr: expect.stringMatching(/^There is no database at/) as string,
    });
    expect((await run('move', 'memory:', sqlite('one'))).stderr).toMatch(/^With STORAGE_URL=memory:/);
  });
});
