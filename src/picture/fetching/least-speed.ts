import { afterRunning } from '../../async/running-time.ts';

/** How fast a download has to be. */
export interface LeastSpeed {
  /** On average over a window. */
  readonly bytesPerSecond: number;
  /** In ms in which this process can run. The first window begins with the request. */
  readonly windowMs: number;
  /** How long a download may take while somebody waits for what it holds, in whole windows. */
  readonly awaitedMs: number;
}

/** What a download holds, that others may want. */
export interface Holding {
  /** Whether somebody waits for it. */
  isAwaited(): boolean;
  /** The download is slow: whoever waits for its place goes first. Called for each window. */
  giveWay(): void;
}

/** Watches the speed of one download, until it is disposed of. */
export interface SpeedWatch extends Disposable {
  /** Counts bytes that have arrived. */
  count(bytes: number): void;
  /** All has arrived. */
  end(): void;
}

/** Of a window: a download that takes at most this long is quick. */
const QUICK_PART = 1 / 4;

/**
 * Watches downloads that share a network and a machine. Whether the sender is slow or the machine, one download doesn't
 * tell; it is given up for what it does to others.
 *
 * @returns watches a download: `end` is called once when it is to be given up. `too_slow`: another download that began
 * later was quick, and in a whole window after that, fewer bytes arrive than needed. `timeout`: it takes long, and
 * somebody waits for what it holds. Otherwise it goes on.
 */
export function watchSpeeds(
  least: LeastSpeed | undefined,
): (holding: Holding, end: (kind: 'too_slow' | 'timeout') => void) => SpeedWatch {
  if (!least) return () => ({ count: () => undefined, end: () => undefined, [Symbol.dispose]: () => undefined });
  const { bytesPerSecond, windowMs, awaitedMs } = least;
  const needed = (bytesPerSecond * windowMs) / 1000;
  let begun = 0;
  /** The latest that was quick. */
  let quick = 0;

  return (holding, end) => {
    const own = (begun += 1);
    const startedAt = performance.now();
    let arrived = 0;
    let windows = 0;
    const next = (): Disposable => {
      const quickBefore = quick;
      return afterRunning(windowMs, () => {
        const isSlow = arrived < needed;
        windows += 1;
        arrived = 0;
        if (isSlow && quickBefore > own) return end('too_slow');
        if (windows * windowMs >= awaitedMs && holding.isAwaited()) return end('timeout');
        if (isSlow) holding.giveWay();
        window = next();
      });
    };
    let window = next();
    return {
      count: (bytes) => void (arrived += bytes),
      end() {
        if (performance.now() - startedAt <= windowMs * QUICK_PART) quick = Math.max(quick, own);
      },
      [Symbol.dispose]: () => window[Symbol.dispose](),
    };
  };
}
