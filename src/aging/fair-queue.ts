/** Work of many lanes through few places: round-robin over lanes, first in first out within one. */
export interface FairQueue {
  /**
   * Runs `task` when its turn comes. Rejects with the signal's reason, without running it, when aborted before that.
   */
  run<T>(lane: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** How many wait. */
  readonly waiting: number;
  /** How many run. */
  readonly active: number;
}

interface Waiter {
  readonly start: () => void;
}

export function createFairQueue({ width }: { readonly width: number }): FairQueue {
  // A lane is taken from the front and put back at the end while it has more: insertion order is the turn order.
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

  const enter = (lane: string, signal: AbortSignal) =>
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

  return {
    async run(lane, task, signal) {
      await enter(lane, signal);
      try {
        return await task();
      } finally {
        active -= 1;
        startNext();
      }
    },
    get waiting() {
      return waiting;
    },
    get active() {
      return active;
    },
  };
}
