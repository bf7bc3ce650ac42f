import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisQueue } from '../../../src/aging/queue/redis/redis-queue.ts';
import { systemClock } from '../../../src/clock.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import {
  createAgingWorld,
  type AgingWorld,
  type Connected,
  type ConnectOptions,
} from '../../support/fakes/aging-world.ts';
import { createSharedStorage } from '../../support/fakes/fake-storage.ts';
import { holdWire, type RedisWire } from '../../support/faults/redis-wire.ts';
import { endLocks } from './end-locks.ts';

/** The bot waits this much shorter. */
const FASTER = 100;
/** Nothing more happens when nobody has sent a command for this long, in ms. */
const QUIET_MS = 25;
/** Longer than a lock lasts, in ms. */
const LOCK_ENDED_MS = 16_000;

interface RedisProcess {
  readonly wire: RedisWire;
  /** Whether it has received the request. */
  isReceiver: boolean;
}

/**
 * `src/aging` and `src/limits` on a Redis, with BullMQ. Locks of processes that are cut or frozen end at once, and a
 * process that is thawed finds that a lock's time has passed.
 *
 * @param skipTime lets so many ms pass.
 */
export async function redisBooks(url: string, skipTime: (ms: number) => void): Promise<AgingWorld> {
  const observer = await openStorage(url, { clock: systemClock });
  const processes: RedisProcess[] = [];
  const sent = () => processes.reduce((sum, { wire }) => sum + wire.sent, 0);
  const clock: FakeClock = {
    now: Date.now,
    sleep: (ms, signal) => systemClock.sleep(ms / FASTER, signal),
    async advance() {
      for (let before = -1; before !== sent();) {
        before = sent();
        const silent = processes.filter(({ wire }) => wire.isSilent);
        await endLocks(observer, {
          isOver: (token) => silent.some(({ wire }) => wire.hasSent(token)),
          isReceiverGone: silent.some(({ isReceiver }) => isReceiver),
        });
        await sleep(QUIET_MS);
      }
    },
    setBack() {
      throw new Error("This clock is the machine's");
    },
    sleepers: 0,
  };

  const connect = async ({ width, vault }: ConnectOptions): Promise<Connected> => {
    const storage = await openStorage(url, { clock: systemClock });
    if (!storage.redis) throw new Error('This is no Redis');
    const wire = holdWire(storage.redis.connection.client);
    const own: RedisProcess = { wire, isReceiver: false };
    processes.push(own);
    const queue = createRedisQueue({
      redis: () => storage.redis,
      vault,
      width,
      callMs: 120_000,
      estimateMs: () => 0,
      showPlace: () => undefined,
      clock: {
        now: Date.now,
        async sleep(...pause) {
          await clock.sleep(...pause);
          await wire.open();
        },
      },
      onError: () => undefined,
    });
    const connection = createSharedStorage(clock, storage).connect();
    let broken: RegExp | undefined;
    const unlessBroken = async (name: string, work: () => Promise<void>) => {
      if (broken?.test(name)) throw new Error('broken');
      await work();
    };
    return {
      storage: {
        ...connection,
        cut: wire.cut,
        cutAt: wire.cutAt,
        freezeAt: wire.freezeAt,
        thaw() {
          if (wire.isSilent) skipTime(LOCK_ENDED_MS);
          wire.thaw();
        },
        breakOn(name) {
          broken = name;
          connection.breakOn(name);
        },
      },
      queue: {
        ...queue,
        enter(request) {
          own.isReceiver = true;
          return queue.enter(request);
        },
        write: (entry) => unlessBroken('journal.set', () => queue.write(entry)),
        end: (entry) => unlessBroken('journal.delete', () => queue.end(entry)),
        withdraw: (entry) => unlessBroken('journal.delete', () => queue.withdraw(entry)),
        get waiting() {
          return queue.waiting;
        },
        get active() {
          return queue.active;
        },
      },
    };
  };
  return createAgingWorld({ clock, storage: observer, connect });
}
