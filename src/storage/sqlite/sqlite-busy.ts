import { setTimeout as delay } from 'node:timers/promises';

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/** Whether an error says that another connection has the file locked. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}

/** Its sleeps keep the process alive, so that a script that is only opening a database does not exit. */
export const awakeClock = {
  now: () => Date.now(),
  sleep: (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal }),
};
