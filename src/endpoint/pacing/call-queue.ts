/** Where one joins a line; a call that was held up on its way goes back to the front. */
export type QueuePosition = 'front' | 'back';

/** A line of waiting ones, each of which can leave before its turn. */
export interface CallQueue<T> {
  /**
   * @returns what the one in front of the line is handed when its turn comes
   * @throws the signal's reason when that is aborted in line
   */
  join(place: QueuePosition, signal: AbortSignal | undefined): Promise<T>;
  /** Ends the wait of the first in line. */
  next(turn: T): void;
  readonly length: number;
}

export function createCallQueue<T>(): CallQueue<T> {
  const waiting: ((turn: T) => void)[] = [];
  return {
    join: (place, signal) =>
      new Promise((resolve, reject) => {
        const begin = (turn: T): void => {
          signal?.removeEventListener('abort', leave);
          resolve(turn);
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(begin), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        if (place === 'front') waiting.unshift(begin);
        else waiting.push(begin);
      }),
    next: (turn) => waiting.shift()?.(turn),
    get length() {
      return waiting.length;
    },
  };
}
