import type { Clock } from '../clock.ts';
import type { Alert } from '../ops/alerts.ts';
import type { Logger } from '../ops/logger.ts';

export interface PictureCheckOptions {
  /** Starts what decodes pictures; rejects when it does not start. */
  readonly warm: () => Promise<void>;
  readonly logger: Logger;
  readonly alert: Alert;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface PictureCheck {
  /** What keeps pictures from being opened; waits for the first check. */
  problem(): Promise<string | undefined>;
}

/** How often it is tried again, in ms. */
const EVERY_MS = 60_000;

const SHARP_FAILS =
  'Pictures cannot be opened, because sharp does not load here: run "npm ci" on this machine, so that the build of sharp fits its system, processor and C library.';
const PROCESS_FAILS = 'Pictures cannot be opened, because the process that decodes them does not start.';

/**
 * Checks at the start whether pictures can be opened at all, and until they can. The operator is told once that they
 * cannot, and once that they can again.
 */
export function checkPictures({ warm, logger, alert, clock, signal }: PictureCheckOptions): PictureCheck {
  let problem: string | undefined;
  const tryOnce = async () => {
    try {
      await warm();
      if (problem !== undefined) logger.info('Pictures can be opened again');
      problem = undefined;
    } catch (error) {
      if (signal.aborted || problem !== undefined) return;
      problem = isAboutSharp(error) ? SHARP_FAILS : PROCESS_FAILS;
      logger.error({ err: error }, problem);
      void alert(problem);
    }
  };
  const tryAgain = async (): Promise<void> => {
    if (problem === undefined) return;
    await clock.sleep(EVERY_MS, signal);
    await tryOnce();
    await tryAgain();
  };
  const first = tryOnce();
  // It ends by the signal.
  first.then(tryAgain).catch(() => undefined);
  return {
    async problem() {
      await first;
      return problem;
    },
  };
}

/** How the process ended, and what it wrote before, is in the innermost cause; an old processor ends it by SIGILL. */
function isAboutSharp(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/\bsharp\b|SIGILL/.test(cause.message)) return true;
  }
  return false;
}
