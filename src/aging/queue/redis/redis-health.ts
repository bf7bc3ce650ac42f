import { retry } from '../../../async/retry.ts';
import type { Clock } from '../../../clock.ts';
import { attempt } from '../../../storage/attempt.ts';
import { StorageError } from '../../../storage/storage.ts';
import type { RedisConnection } from '../../../storage/redis/connecting/redis-connection.ts';

export interface RedisHealthOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  /** Takes no more work. */
  readonly onLost: () => void;
  /** Makes up for what Redis may have missed or lost. Called again when it rejects. */
  readonly onBack: (hasLostWrites: boolean) => Promise<void>;
  /** Takes work again. */
  readonly onSteady: () => void;
}

/**
 * After Redis has started again, every process has this long to say what it runs before anybody takes work, in ms: Redis
 * may have lost the last writes, and then a job that is run looks like one that waits. Processes are back within 2 s.
 */
const GRACE_MS = 5000;
const AGAIN_MS = 250;

/** Whether Redis is there, and has been for long enough. */
export interface RedisHealth extends Disposable {
  /** Watches from now on. */
  start(): void;
  readonly isDown: boolean;
  /** Whether work may be taken. */
  readonly isSteady: boolean;
  /** Rejects with a {@link StorageError} while Redis is down, or until jobs that it has lost are restored. */
  mustBeSteady(): Promise<void>;
  /** Whether Redis has started so recently that others may still be saying what they run. */
  hasJustStarted(): Promise<boolean>;
  readonly graceMs: number;
}

/** @throws {StorageError} when Redis is away. */
export async function watchRedis(options: RedisHealthOptions): Promise<RedisHealth> {
  const { connection, clock, onLost, onBack, onSteady } = options;
  const { client } = connection;
  const closing = new AbortController();
  let isDown = false;
  let isSteady = true;
  let turn = 0;
  let known = await readServer(connection);

  const lost = () => {
    turn += 1;
    isSteady = false;
    if (isDown || closing.signal.aborted) return;
    isDown = true;
    onLost();
  };

  const back = async () => {
    const own = (turn += 1);
    // It can be back and not answer yet, as while it loads what it has on its disk.
    const delayMs = () => (own === turn ? AGAIN_MS : undefined);
    const persistently = <T>(work: () => Promise<T>) => {
      const attempt = () => (own === turn ? work() : Promise.reject(new StorageError('Redis is away again')));
      return retry(attempt, { clock, delayMs, signal: closing.signal });
    };
    const server = await persistently(() => readServer(connection));
    const hasRestarted = server.runId !== known.runId;
    await persistently(() => onBack(hasRestarted));
    if (own !== turn) return;
    known = server;
    isDown = false;
    if (hasRestarted) await clock.sleep(GRACE_MS, closing.signal);
    if (own !== turn || closing.signal.aborted) return;
    isSteady = true;
    onSteady();
  };
  // What fails because Redis is lost again is repeated when it is back again.
  const onReady = () => void back().catch(() => undefined);

  return {
    start: () => void client.on('error', lost).on('close', lost).on('end', lost).on('ready', onReady),
    get isDown() {
      return isDown;
    },
    get isSteady() {
      return isSteady;
    },
    async mustBeSteady() {
      if (isDown) throw new StorageError('Redis is back, but not ready for work yet');
    },
    hasJustStarted: async () => (await readServer(connection)).upMs < GRACE_MS,
    graceMs: GRACE_MS,
    [Symbol.dispose]() {
      closing.abort('closed');
      client.off('error', lost).off('close', lost).off('end', lost).off('ready', onReady);
    },
  };
}

/** Which run of which server this is, and for how long it has run. */
async function readServer({ client, timed }: RedisConnection): Promise<{ runId: string; upMs: number }> {
  const info = await attempt('server', () => timed(() => client.info('server')));
  const read = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  return { runId: read('run_id') ?? '', upMs: Number(read('uptime_in_seconds') ?? 0) * 1000 };
}
