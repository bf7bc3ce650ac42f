import { retry } from '../../async/retry.ts';
import type { Clock } from '../../clock.ts';
import type { Alert } from '../alerts/alerts.ts';
import type { Logger } from '../log/logger.ts';

export interface PictureCheckOptions {
  /** Starts what decodes pictures; rejects when it does not start. */
  readonly warm: () => Promise<void>;
  readonly logger: Pick<Logger, 'info'>;
  readonly alert: Alert;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface PictureCheck {
  /** Checks, and again every minute until pictures can be opened or the signal is aborted. */
  start(): void;
  /** Why pictures cannot be opened, once the first check is over; `undefined` when they can. */
  problem(): Promise<string | undefined>;
}

const CHECK_AGAIN_MS = 60_000;

const SHARP_FAILS =
  'Pictures cannot be opened: sharp does not load. Run "npm ci" on this machine, so that sharp matches its system, processor and C library.';
const PROCESS_FAILS = 'Pictures cannot be opened: the process that decodes them does not start.';
const SANDBOX_FAILS =
  'Pictures cannot be opened: the sandbox set by PICTURE_SANDBOX does not work on this machine. "npm run doctor" says why.';

/** Checks at startup whether pictures can be opened at all, and alerts the operator once when they cannot. */
export function createPictureCheck({ warm, logger, alert, clock, signal }: PictureCheckOptions): PictureCheck {
  const first = Promise.withResolvers<void>();
  let problem: string | undefined;

  const check = async () => {
    try {
      await warm();
      if (problem !== undefined) logger.info('Pictures can be opened again');
      problem = undefined;
    } catch (error) {
      if (problem === undefined && !signal.aborted) {
        problem = explain(error);
        alert(problem, { level: 'error', fields: { err: error } });
      }
      throw error;
    } finally {
      first.resolve();
    }
  };

  return {
    start() {
      // It rejects only when the signal ends it.
      retry(check, { clock, signal, delayMs: () => CHECK_AGAIN_MS }).catch(() => undefined);
    },
    async problem() {
      await first.promise;
      return problem;
    },
  };
}

function explain(error: unknown): string {
  if (isAboutSandbox(error)) return SANDBOX_FAILS;
  return isAboutSharp(error) ? SHARP_FAILS : PROCESS_FAILS;
}

function isAboutSandbox(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'SandboxError') return true;
  }
  return false;
}

/** How the process ended and what it printed is in the innermost cause; an old processor ends it by SIGILL. */
function isAboutSharp(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/\bsharp\b|SIGILL/.test(cause.message)) return true;
  }
  return false;
}
