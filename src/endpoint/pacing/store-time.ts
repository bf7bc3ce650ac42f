import type { Clock } from '../../clock.ts';

/** The store's clock, as this process knows it from the store's answers. */
export interface StoreTime {
  /** Milliseconds since the epoch by the store's clock; by this machine's until the store has answered. */
  now(): number;
  /** The same moment by this machine's clock. */
  toLocal(storeMs: number): number;
  /** @param sentAt when the question was sent whose answer has just come and says `storeMs`, by this machine's clock */
  learn(storeMs: number, sentAt: number): void;
}

/**
 * The store read its clock between question and answer, so each answer gives bounds; together they leave less than the
 * fastest answer took. When they contradict each other, a clock was set or has drifted, and the latest answer counts.
 */
export function createStoreTime(clock: Clock): StoreTime {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let offsetMs = 0;
  return {
    now: () => clock.now() + offsetMs,
    toLocal: (storeMs) => storeMs - offsetMs,
    learn: (storeMs, sentAt) => {
      const [atLeast, atMost] = [storeMs - clock.now(), storeMs - sentAt];
      least = Math.max(least, atLeast);
      most = Math.min(most, atMost);
      if (least > most) [least, most] = [atLeast, atMost];
      offsetMs = (least + most) / 2;
    },
  };
}
