/** Where a call joins the queue: a retry goes to the front. */
export type QueuePosition = 'front' | 'back';

/** A queue of waiting calls, each of which can leave before its turn. */
export interface CallQueue<T> {
  /**
   * @returns the value that `startNext` passes to the first call in the queue
   * @throws the signal's reason when it is aborted while the call waits
   */
  join(position: QueuePosition, signal: AbortSignal | undefined): Promise<T>;
  /** Takes the first call out of the queue, which then starts. */
  startNext(value: T): void;
  readonly length: number;
}

export function createCallQueue<T>(): CallQueue<T> {
  const waiting: ((value: T) => void)[] = [];
  return {
    join: (position, signal) =>
      new Promise((resolve, reject) => {
        const start = (value: T): void => {
          signal?.removeEventListener('abort', leave);
          resolve(value);
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(start), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        if (position === 'front') waiting.unshift(start);
        else waiting.push(start);
      }),
    startNext: (value) => waiting.shift()?.(value),
    get length() {
      return waiting.length;
    },
  };
}
