import type { IIdentifyThrottler } from 'discord.js';
import type { Clock } from '../../clock.ts';

/** So many shards may identify in 5 s (https://discord.com/developers/docs/events/gateway#rate-limiting); and a bit. */
const EVERY_MS = 5250;

/**
 * Gives shards their turn to identify. discord.js' own does the same by timers that keep the process alive.
 *
 * @param atOnce how many may identify at once: Discord's `max_concurrency`.
 */
export function createIdentifyThrottler(clock: Clock, atOnce: number): IIdentifyThrottler {
  const next = new Map<number, number>();
  return {
    async waitForIdentify(shard, signal) {
      const key = shard % atOnce;
      const turn = Math.max(clock.now(), next.get(key) ?? 0);
      next.set(key, turn + EVERY_MS);
      await clock.sleep(turn - clock.now(), signal);
    },
  };
}
