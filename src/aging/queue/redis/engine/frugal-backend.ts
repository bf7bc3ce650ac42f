import { createRedisBackend, type BackendFactory, type RedisQueueBackend } from 'bullmq';
import type { QueueScripts } from './queue-scripts.ts';

type Woken = Awaited<ReturnType<RedisQueueBackend['waitForJob']>>;

export interface FrugalBackendOptions {
  readonly scripts: Pick<QueueScripts, 'takeNext' | 'mark'>;
  readonly lockMs: number;
  /** Whether the worker takes jobs now. */
  readonly mayTake: () => boolean;
}

/** A way to Redis for a worker that asks less often than BullMQ's own. */
export interface FrugalBackend {
  readonly factory: BackendFactory<RedisQueueBackend>;
  /** A job waits for which nobody else is woken. */
  wake(): void;
}

const WOKEN: Woken = { member: 'own', score: 0 };
const LATE: Woken = { member: 'late', score: 0 };

/**
 * BullMQ's worker asks for a second job after each that it has got, and each job that it gets wakes another worker, which
 * finds nothing. Here it knows from the answer whether there is another one.
 */
export function createFrugalBackend({ scripts, lockMs, mayTake }: FrugalBackendOptions): FrugalBackend {
  let isWoken = false;
  let isWaiting = false;
  let wakeUp: (() => void) | undefined;
  /** Until when nothing is due, as far as was known when the last waiting job was taken. */
  let empty: { readonly delayedUntil: number } | undefined;
  /** A blocking command goes on when this process is woken by itself; until when, in ms of `performance.now()`. */
  let blocked: { readonly command: Promise<Woken>; readonly until: number } | undefined;

  const factory: BackendFactory<RedisQueueBackend> = (...options) => {
    const backend = createRedisBackend(...options);
    const block = backend.waitForJob.bind(backend);

    const startBlocking = (seconds: number) => {
      const command = block(seconds);
      const own = { command, until: performance.now() + seconds * 1000 };
      const settled = (woken: Woken) => {
        if (isWaiting) return;
        // All slots are taken, or none is to be: another process is woken instead.
        if (blocked === own) blocked = undefined;
        return woken ? scripts.mark(woken) : undefined;
      };
      // Its failure is told to who waits for it next.
      command.then(settled).catch(() => undefined);
      return own;
    };

    backend.waitForJob = async (seconds) => {
      if (isWoken) return WOKEN;
      const end = Promise.withResolvers<Woken>();
      wakeUp = () => end.resolve(WOKEN);
      const { command, until } = (blocked ??= startBlocking(seconds));
      const isTooLong = until - performance.now() > seconds * 1000;
      isWaiting = true;
      const timer = isTooLong ? setTimeout(() => end.resolve(LATE), seconds * 1000) : undefined;
      try {
        const woken = await Promise.race([command, end.promise]);
        if (woken === WOKEN) return woken;
        empty = undefined;
        if (woken === LATE) return null;
        blocked = undefined;
        return woken;
      } catch (error) {
        blocked = undefined;
        throw error;
      } finally {
        isWaiting = false;
        clearTimeout(timer);
      }
    };

    backend.moveToActive = async (token) => {
      if (!mayTake()) {
        await scripts.mark({ member: '0', score: 0 });
        return [null, undefined, 0, 0];
      }
      const known = isWoken ? undefined : empty;
      empty = undefined;
      isWoken = false;
      if (known) return [null, undefined, 0, known.delayedUntil];
      const { next, delayedUntil, left } = await scripts.takeNext(token, lockMs);
      if (next[0] && left === 0) empty = { delayedUntil };
      return next;
    };
    return backend;
  };

  return {
    factory,
    wake() {
      isWoken = true;
      wakeUp?.();
    },
  };
}
