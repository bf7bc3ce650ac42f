import type { Clock } from '../../clock.ts';

/** One number for all processes that share a key: until when none of them calls, in milliseconds since the epoch. */
export interface SharedPause {
  /** Raises the number to at least `untilMs`. @returns the one in force */
  raise(untilMs: number): Promise<number>;
  /** @returns the number in force; 0 when there is none */
  read(): Promise<number>;
}

/** A gate's side of the shared pause. Failures of the store are ignored: then each process learns for itself. */
export interface PauseExchange {
  /** Tells the other processes of a pause. */
  tell(untilMs: number): void;
  /** Asks for the pauses of the others, if that was not done a moment ago. */
  ask(): void;
}

const ASK_EVERY_MS = 1_000;

/** @param onPause told of what is in force; often what is known already */
export function createPauseExchange(
  shared: SharedPause | undefined,
  clock: Clock,
  onPause: (untilMs: number) => void,
): PauseExchange {
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking = false;

  async function ask(read: () => Promise<number>): Promise<void> {
    asking = true;
    askedAt = clock.now();
    try {
      onPause(await read());
    } catch {
      // Without the store there is nothing to obey.
    } finally {
      asking = false;
    }
  }

  async function tell(raise: () => Promise<number>): Promise<void> {
    try {
      onPause(await raise());
    } catch {
      // The pause holds in this process all the same.
    }
  }

  return {
    tell: (untilMs) => {
      if (shared) void tell(() => shared.raise(untilMs));
    },
    ask: () => {
      if (shared && !asking && clock.now() - askedAt >= ASK_EVERY_MS) void ask(() => shared.read());
    },
  };
}
