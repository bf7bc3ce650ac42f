/** What is known about starts of processes that have failed: when the next one may be tried, and whether to hope. */
export interface StartTrouble extends Disposable {
  /** Why no process is started for a while; undefined if one may be started. */
  pausedFor(): Error | undefined;
  /** Whether no process has started since the last one failed to. */
  isOn(): boolean;
  /** Whether nobody should wait any longer. */
  isHopeless(): boolean;
  /** A process didn't start. */
  failed(cause: Error): void;
  /** A process has started. */
  ended(): void;
}

export interface StartTroubleOptions {
  /** How long to hope for a process where one has started before, in milliseconds. */
  readonly patienceMs: number;
  /** Called at the end of each pause. */
  readonly onPauseEnd: () => void;
  /** Whether somebody waits for a process. */
  readonly isAwaited: () => boolean;
  /** In milliseconds since any point in time. */
  readonly now?: () => number;
}

/** Consecutive failed starts before hope is given up. */
const MOST_FAILED = 3;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Pauses after each failed start, longer each time. Where no process has ever started, something is missing, and a few
 * starts show that. Where one has, the machine may only be short of memory or descriptors for a moment: a failure then
 * would fail everybody who waits.
 */
export function createStartTrouble({
  patienceMs,
  onPauseEnd,
  isAwaited,
  now = () => performance.now(),
}: StartTroubleOptions): StartTrouble {
  let count = 0;
  let since = 0;
  let hasStarted = false;
  let pausedFor: Error | undefined;
  let pause: NodeJS.Timeout | undefined;

  const isHopeless = () => count >= MOST_FAILED && (!hasStarted || now() - since >= patienceMs);
  const endPause = () => {
    pausedFor = undefined;
    // The next failure has another cause, then.
    if (!isAwaited() && !isHopeless()) count = 0;
    onPauseEnd();
  };

  return {
    pausedFor: () => pausedFor,
    isOn: () => count > 0,
    isHopeless,
    failed(cause) {
      if (count === 0) since = now();
      count += 1;
      pausedFor = cause;
      clearTimeout(pause);
      pause = setTimeout(endPause, Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS));
      if (isHopeless()) pause.unref();
    },
    ended() {
      count = 0;
      hasStarted = true;
    },
    [Symbol.dispose]: () => clearTimeout(pause),
  };
}
