import type { Clock } from '../../clock.ts';

/** The pause of all processes that share a key: no process calls before this time, in milliseconds since the epoch. */
export interface SharedPause {
  /** Raises the time to at least `untilMs`. @returns the time in force */
  raise(untilMs: number): Promise<number>;
  /** @returns the time in force; 0 when there is none */
  read(): Promise<number>;
}

/**
 * A gate's side of the shared pause. Errors of the store are ignored: each process then learns the endpoint's limits by
 * itself.
 */
export interface PauseExchange {
  /** Tells the other processes about a pause. */
  publish(untilMs: number): void;
  /** Reads the pauses of the other processes, at most once a second. */
  refresh(): void;
}

const REFRESH_INTERVAL_MS = 1_000;

/** @param onPause called with the time in force, which is often known already */
export function createPauseExchange(
  shared: SharedPause | undefined,
  clock: Clock,
  onPause: (untilMs: number) => void,
): PauseExchange {
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let refreshing = false;

  async function refresh(read: () => Promise<number>): Promise<void> {
    refreshing = true;
    refreshedAt = clock.now();
    try {
      onPause(await read());
    } catch {
      // The next refresh tries again.
    } finally {
      refreshing = false;
    }
  }

  async function publish(raise: () => Promise<number>): Promise<void> {
    try {
      onPause(await raise());
    } catch {
      // The pause still holds in this process.
    }
  }

  return {
    publish: (untilMs) => {
      if (shared) void publish(() => shared.raise(untilMs));
    },
    refresh: () => {
      if (shared && !refreshing && clock.now() - refreshedAt >= REFRESH_INTERVAL_MS) void refresh(() => shared.read());
    },
  };
}
