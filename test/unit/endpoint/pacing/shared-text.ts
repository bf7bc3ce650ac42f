import type { Clock } from '../../../../src/clock.ts';
import type { SharedText } from '../../../../src/endpoint/pacing/shared-pace.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { StorageError } from '../../../../src/storage/storage.ts';

const KEPT_MS = 3_600_000;

/**
 * The store of several gates, on its own clock.
 * @param delayMs how long a command takes to the store, and its answer back
 */
export function createSharedText(clock: Clock, delayMs: () => number = () => 1) {
  const ownClock = { now: () => clock.now() - store.setBackMs, sleep: clock.sleep };
  let storage = openMemoryStorage({ clock: ownClock });
  const store = {
    commands: 0,
    isDown: false,
    /** By how much its clock was set back. */
    setBackMs: 0,
    /** Loses everything, as a store does that keeps nothing on disk. */
    empty: () => {
      storage = openMemoryStorage({ clock: ownClock });
    },
    swap: (async (seen, next) => {
      store.commands += 1;
      await clock.sleep(delayMs());
      if (store.isDown) throw new StorageError('down');
      const answer = await storage.atomic.swap('pace', seen, next, KEPT_MS);
      await clock.sleep(delayMs());
      return answer;
    }) satisfies SharedText['swap'],
  };
  return store;
}
