/** However long the process could not run between two steps, it counts as one. */
const STEP_MS = 50;

/**
 * Calls `end` after `ms` milliseconds in which this process could run: on a busy machine, or after a long task, an answer
 * may lie in a socket unread, and is read before the next step. Does not keep the process alive.
 *
 * @returns disposed of, it ends nothing any more.
 */
export function afterRunning(ms: number, end: () => void): Disposable {
  return inSteps(ms, STEP_MS, end);
}

/** Calls `end` after `ms` milliseconds, and after what had arrived by then. As `afterRunning` otherwise. */
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
