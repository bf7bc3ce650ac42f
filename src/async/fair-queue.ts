/** Runs work of many lanes in a few slots: round-robin over lanes, first in, first out within one lane. */
export interface FairQueue {
  /**
   * Runs `task` when its turn comes. If aborted before that, rejects with the signal's reason without running it.
   *
   * @param id names it for {@link ahead}.
   */
  run<T>(lane: string, id: string, task: (slot: Slot) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** How many start before a waiting one; `undefined` when it does not wait here. */
  ahead(lane: string, id: string): number | undefined;
  /** How many start before one that comes now. */
  aheadOfNew(lane: string): number;
  /** Whether all slots are taken. */
  readonly isFull: boolean;
  readonly waiting: number;
  readonly active: number;
}

/** What a running task holds. */
export interface Slot {
  /** Gives the slot to another task while this one goes on, unless too many have done so already. */
  leave(): void;
}

export interface FairQueueOptions {
  /** Tasks that run at once. */
  readonly width: number;
  /** Most tasks of one lane that may run at once, those without a slot among them. Default: all. */
  readonly mostOfOneLane?: number;
  /** Most tasks that may go on without a slot. Default: none. */
  readonly mostWithoutSlot?: number;
}

interface Waiter {
  readonly id: string;
  readonly start: () => void;
}

export function createFairQueue({ width, mostOfOneLane = Infinity, mostWithoutSlot = 0 }: FairQueueOptions): FairQueue {
  // The first lane is removed, and put back at the end while it has more: insertion order is the order of turns.
  const lanes = new Map<string, Waiter[]>();
  /** How many tasks of each lane run, with a slot or without. */
  const running = new Map<string, number>();
  let active = 0;
  let waiting = 0;
  let withoutSlot = 0;

  const count = (lane: string, change: 1 | -1) => {
    const now = (running.get(lane) ?? 0) + change;
    if (now > 0) running.set(lane, now);
    else running.delete(lane);
  };

  const nextLane = () => {
    if (mostOfOneLane === Infinity) return lanes.entries().next().value;
    return lanes.entries().find(([lane]) => (running.get(lane) ?? 0) < mostOfOneLane);
  };

  const startNext = () => {
    for (;;) {
      const first = active < width ? nextLane() : undefined;
      if (!first) return;
      const [lane, waiters] = first;
      lanes.delete(lane);
      const waiter = waiters.shift();
      if (waiters.length > 0) lanes.set(lane, waiters);
      if (!waiter) continue;
      active += 1;
      count(lane, 1);
      waiting -= 1;
      waiter.start();
    }
  };

  const slotOf = (lane: string) => {
    let isHeld = true;
    return {
      leave() {
        if (!isHeld || withoutSlot >= mostWithoutSlot) return;
        isHeld = false;
        withoutSlot += 1;
        active -= 1;
        startNext();
      },
      end() {
        if (isHeld) active -= 1;
        else withoutSlot -= 1;
        count(lane, -1);
        startNext();
      },
    };
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
      const slot = slotOf(lane);
      try {
        return await task(slot);
      } finally {
        slot.end();
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
