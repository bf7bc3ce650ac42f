import type { IIdentifyThrottler } from 'discord.js';
import type { Clock } from '../../clock.ts';

/** Discord's window is 5 s (https://discord.com/developers/docs/events/gateway#rate-limiting), with a margin. */
const EVERY_MS = 5250;

/**
 * Limits how fast shards identify. discord.js' own throttler uses timers that keep the process alive.
 *
 * @param atOnce how many can identify at once: Discord's `max_concurrency`.
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
