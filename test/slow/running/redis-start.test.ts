import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { nightly, someOf } from '../../support/cases.ts';
import { freePort } from '../../support/free-port.ts';
import { expectPicture } from '../../support/expectations.ts';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { redisCli, startCluster } from '../../support/redis-topologies.ts';
import { startRedisProxy, type Moment, type RedisProxyOptions } from '../../support/faults/redis-proxy.ts';
import { warningsIn } from '../../support/world/bot-log.ts';
import { startWorld } from '../../support/world.ts';
import { lastSentence } from '../../support/last-sentence.ts';

const STORAGE_KEY = randomBytes(32).toString('base64');

/** In µs for each key, and in bytes after which it says that it is loading. */
const SLOW_LOADING = { 'key-load-delay': '8000', 'loading-process-events-interval-bytes': '1024' };

describe.runIf(hasRedisServer)('a start on Redis', () => {
  test('warns in the log and on the health page of a Redis that may lose data, and serves', async () => {
    await using redis = await startRedisServer({ maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' });
    const port = String(await freePort());
    await using world = await startWorld({ env: { STORAGE_URL: redis.freshUrl(), STORAGE_KEY, PORT: port } });
    const warnings = warningsIn(world.bot).map(({ msg }) => msg);
    expect(warnings).toEqual([
      expect.stringMatching(/^Redis deletes data .*maxmemory-policy allkeys-lru/),
      expect.stringMatching(/^Redis keeps nothing on disk/),
    ]);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(200);
    const lines = (await ready.text()).split('\n').filter((line) => !line.startsWith('picture processes: '));
    expect(lines).toEqual(['ok', 'shards: 0 of 1', ...warnings.map((text) => `storage: ${String(text)}`), '']);
    await expectPicture(await world.askInNewServer());
  });

  nightly('serves on a cluster, and ends with 78 and one sentence when a node of it is given as a server', async () => {
    await using cluster = await startCluster();
    await using world = await startWorld({ env: { STORAGE_URL: cluster.url, STORAGE_KEY } });
    await expectPicture(await world.askInNewServer());
    const node = `redis://127.0.0.1:${cluster.nodes[0]?.port}`;
    const refused = await world.launch({ STORAGE_URL: node });
    await world.expectExit(refused, 78);
    expect(lastSentence(refused.output)).toMatch(/^Redis at 127\.0\.0\.1:\d+ cannot be used: it is a node of/);
  });

  test('reads no table as a whole, at the start or later, however much is stored', async () => {
    await using redis = await startRedisServer();
    await using world = await startWorld({ env: { STORAGE_URL: redis.freshUrl(), STORAGE_KEY } });
    // The first process makes sure once that all is in the indexes.
    await expectPicture(await world.askInNewServer());
    expect(await world.bot.stop()).toBe(0);
    const fill = "for i = 1, 20000 do redis.call('SET', 'face-age-bot:table:any::' .. i, '1', 'PX', 1000000) end";
    await redisCli(redis.port, ['-n', '1', 'eval', fill, '0']);
    await redisCli(redis.port, ['config', 'resetstat']);
    await world.start();
    // What is done again and again has begun by then.
    await expectPicture(await world.askInNewServer());
    const commands = await redisCli(redis.port, ['info', 'commandstats']);
    // Whether there is anything at all is seen on the first page; all pages are forty and more.
    expect(Number(/^cmdstat_scan:calls=(\d+)/m.exec(commands)?.[1] ?? 0)).toBeLessThan(10);
  });

  const waits: [what: string, leave: (redis: RedisServer) => unknown, comes: (redis: RedisServer) => unknown][] = [
    ['is not there yet', (redis) => redis.kill(), (redis) => redis.start()],
    ['does not answer yet', (redis) => redis.freeze(), (redis) => redis.thaw()],
    [
      'still reads what is on its disk',
      async (redis) => {
        // More than a minute, unless the delay is taken away.
        await redisCli(redis.port, ['eval', "for i = 1, 10000 do redis.call('SET', i, i) end", '0']);
        await redisCli(redis.port, ['save']);
        await redis.kill();
        void redis.start().catch(() => undefined);
      },
      (redis) => redisCli(redis.port, ['config', 'set', 'key-load-delay', '0']),
    ],
  ];
  test.each(someOf(waits, ['still reads what is on its disk']))(
    'waits for a Redis that %s, says so, and then serves',
    async (_what, leave, comes) => {
      await using redis = await startRedisServer(SLOW_LOADING);
      const port = String(await freePort());
      const env = { STORAGE_URL: redis.freshUrl(), STORAGE_KEY, PORT: port };
      await using world = await startWorld({ withoutBot: true, env });
      await leave(redis);
      const bot = await world.launch();
      await bot.untilLogged('The database cannot be reached; retrying');
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.text()).toMatch(/^storage: /m);
      await comes(redis);
      await bot.untilLogged(/^Commands/);
      await expectPicture(await world.askInNewServer());
      expect(bot.log.filter(({ msg }) => msg === 'The database cannot be reached; retrying')).toHaveLength(1);
    },
  );

  test.each(someOf(waits, ['does not answer yet']))(
    'ends with 0 when it is told to stop while it waits for a Redis that %s',
    async (_what, leave) => {
      await using redis = await startRedisServer(SLOW_LOADING);
      const env = { STORAGE_URL: redis.freshUrl(), STORAGE_KEY, SHUTDOWN_SECONDS: '1' };
      await using world = await startWorld({ withoutBot: true, env });
      await leave(redis);
      const bot = await world.launch();
      await bot.untilLogged('The database cannot be reached; retrying');
      expect(await bot.stop()).toBe(0);
      expect(bot.output).not.toContain('Some parts did not close');
    },
  );

  /** Between the opening of the database and that of the queue. */
  const losses: [what: string, Moment, RedisProxyOptions['how']][] = [
    ['closes the second connection', 'the second connection', 'closed'],
    ['does not answer on the second connection', 'the second connection', 'silent'],
    ['closes the connection at a question', 'the question which server it is', 'closed'],
    ['does not answer a question', 'the question which server it is', 'silent'],
  ];
  const usual = ['closes the second connection', 'does not answer a question'];
  describe.each(someOf(losses, usual))(
    'on a Redis that is lost between the database and the queue: it %s',
    (_what, moment, how) => {
      const RETRYING = 'The database cannot be reached; retrying';
      const prepare = async () => {
        await using parts = new AsyncDisposableStack();
        const redis = parts.use(await startRedisServer());
        const proxy = parts.use(await startRedisProxy({ port: redis.port, moment, how }));
        const env = { STORAGE_URL: `redis://127.0.0.1:${proxy.port}`, STORAGE_KEY, SHUTDOWN_SECONDS: '1' };
        const world = parts.use(await startWorld({ withoutBot: true, env }));
        const owned = parts.move();
        return { proxy, world, [Symbol.asyncDispose]: () => owned.disposeAsync() };
      };

      test('says so once, and serves when it is back', async () => {
        await using prepared = await prepare();
        const { proxy, world } = prepared;
        const bot = await world.launch();
        await bot.untilLogged(RETRYING);
        proxy.heal();
        await bot.untilLogged(/^Commands/);
        await expectPicture(await world.askInNewServer());
        expect(bot.log.filter(({ msg }) => msg === RETRYING)).toHaveLength(1);
      });

      test('ends with 0 when it is told to stop meanwhile', async () => {
        await using prepared = await prepare();
        const bot = await prepared.world.launch();
        await bot.untilLogged(RETRYING);
        expect(await bot.stop()).toBe(0);
        expect(bot.output).not.toContain('Some parts did not close');
      });
    },
  );

  nightly('ends with 78 when Redis may not be written to', async () => {
    await using replica = await startRedisServer({ replicaof: '127.0.0.1 1' });
    await using world = await startWorld({ withoutBot: true });
    const refused = await world.launch({ STORAGE_URL: `redis://127.0.0.1:${replica.port}`, STORAGE_KEY });
    await world.expectExit(refused, 78);
    expect(refused.output).toMatch(/cannot be used: it is a read-only replica/);
  });
});
