import { createEmbeddedQueue } from '../aging/queue/embedded-queue.ts';
import type { WorkQueue } from '../aging/queue/work-queue.ts';
import { createFairQueue } from '../async/fair-queue.ts';
import { createWaitingLine, type ShowPlace } from '../aging/line/waiting-line.ts';
import { entrySchema } from '../aging/request/entry.ts';
import { sealTable } from '../storage/sealing/sealed-table.ts';
import { parseStorageUrl } from '../storage/storage-url.ts';
import type { Base } from './base.ts';
import type { Stores } from './stores.ts';

export interface WorkQueueParts {
  readonly stores: Pick<Stores, 'storage' | 'vault'>;
  /** Milliseconds until a request starts that has `ahead` others before it. */
  readonly estimateMs: (ahead: number) => number;
  readonly showPlace: ShowPlace;
}

/** Requests whose photos take long to open, and that hold no place meanwhile; as many as photos are downloaded at once. */
const MOST_OPENING = 32;

/** The queue that fits the store: BullMQ where processes share a Redis, else one in this process. */
export async function createWorkQueue(
  base: Base,
  { stores, estimateMs, showPlace }: WorkQueueParts,
): Promise<WorkQueue> {
  const { config, clock, logger } = base;
  const { storage, vault } = stores;
  const width = config.endpoint.concurrency;
  const address = parseStorageUrl(config.storage.url);
  if (address.kind === 'redis') {
    // Imported only here, so that a bot on SQLite never loads BullMQ.
    const { createRedisQueue } = await import('../aging/queue/redis/redis-queue.ts');
    return createRedisQueue({
      // It is there once the store is open.
      redis: () => storage.redis,
      vault,
      width: config.roles.has('worker') ? width : 0,
      mostWithoutPlace: MOST_OPENING,
      callMs: config.endpoint.timeoutMs,
      estimateMs,
      showPlace,
      clock,
      onError: (err) => logger.error({ err }, 'Queue error'),
    });
  }
  const queue = createFairQueue({ width, mostWithoutSlot: MOST_OPENING });
  const line = createWaitingLine({ queue, clock, estimateMs, showPlace });
  return createEmbeddedQueue({ table: sealTable(storage, 'journal', entrySchema, vault), line, clock });
}
