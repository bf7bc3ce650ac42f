/** Limits the bytes of pictures that this process holds at once. */
export interface PictureMemory {
  /** Starts counting for one request. */
  hold(): PictureHold;
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
  let used = 0;

  const letIn = () => {
    for (let first = line[0]; first && (used === 0 || used + first.bytes <= mostBytes); first = line[0]) {
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
    });

  const change = (bytes: number) => {
    used += bytes;
    letIn();
  };

  return {
    hold: () => createHold(take, change),
    get usedBytes() {
      return used;
    },
  };
}

function createHold(
  take: (bytes: number, signal: AbortSignal) => Promise<void>,
  change: (bytes: number) => void,
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
    [Symbol.dispose]() {
      closed = true;
      for (const one of shares) one.release();
    },
  };
}
