import type { Storage } from '../../../src/storage/storage.ts';

const QUEUE = 'face-age-bot:requests:';

/** What Redis and BullMQ do within 20 s, at once. */
interface Ended {
  /** Whether the lock with this token has ended. */
  readonly isOver: (token: string) => boolean;
  /** Whether who added jobs won't release them. */
  readonly isReceiverGone: boolean;
}

/** Ends locks, gives their jobs to other workers, and lets jobs be run that were added and not released. */
export async function endLocks({ redis }: Storage, { isOver, isReceiverGone }: Ended): Promise<void> {
  const client = redis?.connection.client;
  if (!client) throw new Error('This is no Redis');
  const wake = () => client.zadd(`${QUEUE}marker`, 0, '0');
  for (const id of await client.lrange(`${QUEUE}active`, 0, -1)) {
    const token = await client.get(`${QUEUE}${id}:lock`);
    if (token !== null && !isOver(token)) continue;
    await client.del(`${QUEUE}${id}:lock`);
    await client.lrem(`${QUEUE}active`, 1, id);
    await client.rpush(`${QUEUE}wait`, id);
    await wake();
  }
  for (const id of isReceiverGone ? await client.zrange(`${QUEUE}delayed`, 0, '-1') : []) {
    if ((await client.hexists(`${QUEUE}${id}`, 'ats')) === 1) continue;
    await client.zadd(`${QUEUE}delayed`, 0, id);
    await wake();
  }
}
