import type { RedisConnection } from './connecting/redis-connection.ts';

/** No longer than a process needs to be back as well, however long its leases are, in ms. */
const GRACE_MAX_MS = 30_000;

/**
 * The leases that this process holds. After Redis was away, any lease may be missing, because nobody could renew it or
 * because Redis has lost it. Then, for as long as a lease lasts, only who held it takes it again, and nobody takes over
 * what belongs to the living.
 */
export function createHeldLeases({ backForMs }: Pick<RedisConnection, 'backForMs'>) {
  const held = new Set<string>();
  return {
    /** Takes a lease by `take`, if it may be taken now. */
    async take(key: string, owner: string, ttlMs: number, take: () => Promise<boolean>): Promise<boolean> {
      const name = nameOf(key, owner);
      if (!held.has(name) && backForMs() < Math.min(ttlMs, GRACE_MAX_MS)) return false;
      const taken = await take();
      if (taken) held.add(name);
      else held.delete(name);
      return taken;
    },
    drop: (key: string, owner: string) => void held.delete(nameOf(key, owner)),
  };
}

function nameOf(key: string, owner: string): string {
  return JSON.stringify([key, owner]);
}
