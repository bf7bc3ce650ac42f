import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { someOf } from '../../support/cases.ts';
import { expectPicture } from '../../support/expectations.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { hasRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { startFleet } from '../fleet/fleet.ts';

const setPassword = async ({ port }: RedisServer, from: string, to: string) => {
  const admin = new Redis({ port, password: from });
  await admin.config('SET', 'requirepass', to);
  await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  admin.disconnect();
};
const AWAY: [what: string, leave: (redis: RedisServer) => unknown, comeBack: (redis: RedisServer) => unknown][] = [
  ['has crashed', (redis) => redis.kill(), (redis) => redis.start()],
  ['does not answer', (redis) => redis.freeze(), (redis) => redis.thaw()],
  ['has another password', (redis) => setPassword(redis, '', 'other'), (redis) => setPassword(redis, 'other', '')],
];

describe.skipIf(!hasRedisServer)('a bot that is told to stop while Redis is away', () => {
  test.each(someOf(AWAY, ['does not answer']))(
    'ends with 0 though Redis %s, and another makes what it has left',
    async (_what, leave, comeBack) => {
      await using fleet = await startFleet({ env: { SHUTDOWN_SECONDS: '1', ENDPOINT_CONCURRENCY: '1' } });
      const { world, redis } = fleet;
      world.endpoint.script([held().step]);
      const bot = await world.startProcess();
      const [calling, waiting] = [await world.askInNewServer(), await world.askInNewServer()];
      await world.until(() => world.endpoint.calls.length === 1);
      await waiting.acknowledged();
      await leave(redis);
      expect(await bot.stop()).toBe(0);
      expect(bot.log.map(({ msg }) => msg)).toContain('Stopped');
      await comeBack(redis);
      await world.start();
      await expectPicture(calling);
      await expectPicture(waiting);
    },
  );
});
