import type { Logger } from './logger.ts';

/** Takes a message for the operator on, about what only the operator can mend. */
export type Alert = (message: string) => void;

export interface Alerts extends AsyncDisposable {
  readonly alert: Alert;
}

export interface AlertsOptions {
  /** Rejects when the operator cannot be reached within `patienceMs`; `refused` when Discord takes no such words. */
  readonly tell: (
    message: string,
    patience: { readonly patienceMs: number; readonly signal: AbortSignal },
  ) => Promise<'told' | 'refused'>;
  readonly logger: Pick<Logger, 'error' | 'warn'>;
}

/** For how long one message is tried while Discord cannot be reached, in ms; those after it wait. */
const PATIENCE_MS = 60 * 60_000;
/** More than the bot has to say in hours; the oldest go to the log alone. */
const MOST_WAITING = 50;
/** How long messages that are on their way may take when the bot stops, in ms. */
const LAST_MS = 500;

const UNTOLD = 'The operator could not be told; the message is in this line';

/** Alerts in their order, one at a time. What cannot be told is written to the log in full, so that none is lost. */
export function createAlerts({ tell, logger }: AlertsOptions): Alerts {
  const waiting: string[] = [];
  const ended = new AbortController();
  let passing: Promise<void> | undefined;

  const passOn = async () => {
    for (let message = waiting[0]; message !== undefined; message = waiting[0]) {
      try {
        const outcome = await tell(message, { patienceMs: PATIENCE_MS, signal: ended.signal });
        if (outcome === 'refused') logger.error({ alert: message, why: 'Discord does not take these words' }, UNTOLD);
      } catch (error) {
        logger.error({ alert: message, err: error }, UNTOLD);
      }
      waiting.shift();
    }
    passing = undefined;
  };

  return {
    alert(message) {
      if (waiting.length >= MOST_WAITING) {
        // The first is on its way.
        logger.error({ alert: waiting.splice(1, 1)[0], why: 'too many are waiting' }, UNTOLD);
      }
      waiting.push(message);
      passing ??= passOn();
    },
    async [Symbol.asyncDispose]() {
      if (!passing) return;
      const limit = setTimeout(() => ended.abort(new Error('the bot stops')), LAST_MS);
      await passing;
      clearTimeout(limit);
    },
  };
}
