import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasRedisServer, startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import { testTwoProcesses } from './two-processes.ts';

describe.runIf(hasRedisServer)('two processes on one Redis', () => {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]();
  });

  testTwoProcesses(() => ({
    STORAGE_URL: redis?.freshUrl() ?? '',
    STORAGE_KEY: randomBytes(32).toString('base64'),
  }));
});
