/** A step counts as this long, even if the process couldn't run for longer. */
const STEP_MS = 50;

/**
 * Calls `end` after `ms` milliseconds in which this process could run. On a busy machine, or after a long task, an
 * answer may be unread in a socket, and this gives the process time to read it. Doesn't keep the process alive.
 *
 * @returns a handle; disposing of it cancels the call.
 */
export function afterRunning(ms: number, end: () => void): Disposable {
  return inSteps(ms, STEP_MS, end);
}

/**
 * Calls `end` after `ms` milliseconds, and after everything that had arrived by then was read. Otherwise like
 * `afterRunning`.
 */
export function afterReading(ms: number, end: () => void): Disposable {
  return inSteps(ms, ms, end);
}

function inSteps(ms: number, longestMs: number, end: () => void): Disposable {
  let leftMs = ms;
  let timer: NodeJS.Timeout | undefined;
  let last: NodeJS.Immediate | undefined;
  const step = () => {
    if (leftMs <= 0) {
      last = setImmediate(end);
      return;
    }
    const stepMs = Math.min(leftMs, longestMs);
    leftMs -= stepMs;
    timer = setTimeout(step, stepMs).unref();
  };
  step();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      clearImmediate(last);
    },
  };
}
