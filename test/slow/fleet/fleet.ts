import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import type { Bot } from '../../support/world/bot.ts';
import { startWorld, type World, type WorldOptions } from '../../support/world.ts';

export interface FleetOptions extends Omit<WorldOptions, 'env' | 'withoutBot'> {
  readonly env?: Readonly<Record<string, string>>;
}

/** A world whose bots share a Redis that keeps what it's given; bots are started by the test. */
export interface Fleet extends AsyncDisposable {
  readonly world: World;
  readonly redis: RedisServer;
  /** Starts a process that only makes pictures. */
  startWorker(): Promise<Bot>;
}

export async function startFleet({ env = {}, ...options }: FleetOptions = {}): Promise<Fleet> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const redis = parts.use(await startRedisServer({ dir: folder, appendonly: 'yes' }));
  const storage = { STORAGE_URL: redis.freshUrl(), STORAGE_KEY: randomBytes(32).toString('base64') };
  const world = parts.use(await startWorld({ ...options, withoutBot: true, env: { ...storage, ...env } }));
  const owned = parts.move();
  return {
    world,
    redis,
    async startWorker() {
      const bot = await world.launch({ ROLES: 'worker' });
      await bot.untilLogged('Ready');
      return bot;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Lines of the logs of all these bots. */
export function linesOf(bots: readonly Bot[], message: string) {
  return bots.flatMap(({ log }) => log.filter(({ msg }) => msg === message));
}
