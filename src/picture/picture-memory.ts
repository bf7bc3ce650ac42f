/** Limits the bytes of pictures that this process holds at once. */
export interface PictureMemory {
  /**
   * Starts counting for one request.
   *
   * @param giveWay called when another request has to wait for memory, until this hold is kept or disposed of.
   */
  hold(giveWay?: () => void): PictureHold;
  /** Whether so many bytes can be reserved without waiting. */
  isFree(bytes: number): boolean;
  readonly usedBytes: number;
}

/** The bytes that one request holds. Disposing releases all of them. */
export interface PictureHold extends Disposable {
  /**
   * Reserves more bytes. Waits until they are free, first come, first served. A request that already holds some doesn't
   * wait: two requests that wait for each other would never continue. A request for more than the limit passes if no
   * other holds any.
   *
   * @throws the signal's reason
   */
  reserve(bytes: number, signal: AbortSignal): Promise<PictureShare>;
  /** From now on it gives way to nobody. */
  keep(): void;
  /** Whether it holds nothing. */
  isEmpty(): boolean;
}

/** The bytes of one picture. */
export interface PictureShare {
  /** Corrects the count once the actual size is known. */
  settle(bytes: number): void;
  release(): void;
}

interface Waiter {
  readonly bytes: number;
  readonly start: () => void;
}

export function createPictureMemory(mostBytes: number): PictureMemory {
  const line: Waiter[] = [];
  const polite = new Set<() => void>();
  let used = 0;

  const fits = (bytes: number) => used === 0 || used + bytes <= mostBytes;

  const letIn = () => {
    for (let first = line[0]; first && fits(first.bytes); first = line[0]) {
      line.shift();
      used += first.bytes;
      first.start();
    }
  };

  const take = (bytes: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      const leave = () => {
        line.splice(line.indexOf(waiter), 1);
        reject(signal.reason as Error);
        letIn();
      };
      const waiter: Waiter = {
        bytes,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(waiter);
      letIn();
      if (line.length > 0) for (const giveWay of polite) giveWay();
    });

  const change = (bytes: number) => {
    used += bytes;
    letIn();
  };

  return {
    hold(giveWay) {
      if (giveWay) polite.add(giveWay);
      return createHold(take, change, () => void (giveWay && polite.delete(giveWay)));
    },
    isFree: (bytes) => line.length === 0 && fits(bytes),
    get usedBytes() {
      return used;
    },
  };
}

function createHold(
  take: (bytes: number, signal: AbortSignal) => Promise<void>,
  change: (bytes: number) => void,
  keep: () => void,
): PictureHold {
  const shares = new Set<PictureShare>();
  // One at a time. Once the first is granted, the others of the same request don't wait.
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const share = (reserved: number): PictureShare => {
    let counted = reserved;
    const settle = (bytes: number) => {
      if (!shares.has(one)) return;
      change(bytes - counted);
      counted = bytes;
    };
    const one: PictureShare = {
      settle,
      release() {
        settle(0);
        shares.delete(one);
      },
    };
    shares.add(one);
    if (closed) one.release();
    return one;
  };

  return {
    reserve(bytes, signal) {
      const turn = last.then(async () => {
        if (shares.size > 0) change(bytes);
        else await take(bytes, signal);
        return share(bytes);
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    keep,
    isEmpty: () => shares.size === 0,
    [Symbol.dispose]() {
      keep();
      closed = true;
      for (const one of shares) one.release();
    },
  };
}
