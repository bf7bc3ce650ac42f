import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisServer, type RedisServer } from '../../support/redis-server.ts';
import type { Bot } from '../../support/world/bot.ts';
import { startWorld, type World, type WorldOptions } from '../../support/world.ts';
import { removeFolder } from '../../support/remove-folder.ts';

export interface FleetOptions extends Omit<WorldOptions, 'env' | 'withoutBot'> {
  readonly env?: Readonly<Record<string, string>>;
}

/** A world whose bots share a Redis that keeps what it's given; bots are started by the test. */
export interface Fleet extends AsyncDisposable {
  readonly world: World;
  readonly redis: RedisServer;
  /** Starts a bot that only makes pictures. */
  startWorker(): Promise<Bot>;
}

export async function startFleet({ env = {}, ...options }: FleetOptions = {}): Promise<Fleet> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  parts.defer(() => removeFolder(folder));
  const redis = parts.use(await startRedisServer({ dir: folder, appendonly: 'yes' }));
  const storage = { STORAGE_URL: redis.freshUrl(), STORAGE_KEY: randomBytes(32).toString('base64') };
  const world = parts.use(await startWorld({ ...options, withoutBot: true, env: { ...storage, ...env } }));
  const owned = parts.move();
  return {
    world,
    redis,
    startWorker: () => world.start({ ROLES: 'worker' }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Stops a process where it is. It goes on when this is disposed; while it is stopped, it can't be ended in order. */
export function pauseOf({ process }: Bot): Disposable {
  process.kill('SIGSTOP');
  return { [Symbol.dispose]: () => void process.kill('SIGCONT') };
}

/** Lines of the logs of all these bots. */
export function linesOf(bots: readonly Bot[], message: string) {
  return bots.flatMap(({ log }) => log.filter(({ msg }) => msg === message));
}
