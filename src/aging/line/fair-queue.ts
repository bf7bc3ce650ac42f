/** Runs work of many lanes in a few slots: round-robin over lanes, first in, first out within one lane. */
export interface FairQueue {
  /**
   * Runs `task` when its turn comes. If aborted before that, rejects with the signal's reason without running it.
   *
   * @param id names it for {@link ahead}.
   */
  run<T>(lane: string, id: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** How many start before a waiting one; `undefined` when it does not wait here. */
  ahead(lane: string, id: string): number | undefined;
  /** How many start before one that comes now. */
  aheadOfNew(lane: string): number;
  /** Whether all slots are taken. */
  readonly isFull: boolean;
  readonly waiting: number;
  readonly active: number;
}

interface Waiter {
  readonly id: string;
  readonly start: () => void;
}

export function createFairQueue({ width }: { readonly width: number }): FairQueue {
  // The first lane is removed, and put back at the end while it has more: insertion order is the order of turns.
  const lanes = new Map<string, Waiter[]>();
  let active = 0;
  let waiting = 0;

  const startNext = () => {
    while (active < width) {
      const first = lanes.entries().next().value;
      if (!first) return;
      const [lane, waiters] = first;
      lanes.delete(lane);
      const waiter = waiters.shift();
      if (waiters.length > 0) lanes.set(lane, waiters);
      if (!waiter) continue;
      active += 1;
      waiting -= 1;
      waiter.start();
    }
  };

  const enter = (lane: string, id: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      const leave = () => {
        const waiters = lanes.get(lane) ?? [];
        const rest = waiters.filter((other) => other !== waiter);
        if (rest.length > 0) lanes.set(lane, rest);
        else lanes.delete(lane);
        waiting -= 1;
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        id,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      const waiters = lanes.get(lane);
      if (waiters) waiters.push(waiter);
      else lanes.set(lane, [waiter]);
      waiting += 1;
      startNext();
    });

  /** How many start before the one at `index` of its lane: each lane in front gives one more than it has before it. */
  const aheadOf = (lane: string, index: number): number => {
    let ahead = index;
    let isInFront = lanes.has(lane);
    for (const [other, waiters] of lanes) {
      if (other === lane) isInFront = false;
      else ahead += Math.min(waiters.length, isInFront || !lanes.has(lane) ? index + 1 : index);
    }
    return ahead;
  };

  return {
    async run(lane, id, task, signal) {
      await enter(lane, id, signal);
      try {
        return await task();
      } finally {
        active -= 1;
        startNext();
      }
    },
    ahead(lane, id) {
      const index = lanes.get(lane)?.findIndex((waiter) => waiter.id === id) ?? -1;
      return index < 0 ? undefined : aheadOf(lane, index);
    },
    aheadOfNew: (lane) => aheadOf(lane, lanes.get(lane)?.length ?? 0),
    get isFull() {
      return active >= width;
    },
    get waiting() {
      return waiting;
    },
    get active() {
      return active;
    },
  };
}
