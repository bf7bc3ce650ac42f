import type { Logger } from '../log/logger.ts';

/** Writes a message to the log, and sends it to the operator. */
export type Alert = (message: string, line?: AlertLine) => void;

/** How the message is logged. */
export interface AlertLine {
  /** Default: `warn`. */
  readonly level?: 'info' | 'warn' | 'error';
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface Alerts extends AsyncDisposable {
  readonly alert: Alert;
}

export interface AlertsOptions {
  /** Rejects when the operator cannot be reached within `patienceMs`; `refused` when Discord does not accept the text. */
  readonly tell: (
    message: string,
    patience: { readonly patienceMs: number; readonly signal: AbortSignal },
  ) => Promise<'told' | 'refused'>;
  readonly logger: Pick<Logger, 'error' | 'warn' | 'info'>;
}

/** How long one message is retried while Discord cannot be reached, in ms; later messages wait. */
const PATIENCE_MS = 60 * 60_000;
/** More than the bot sends in hours. Beyond that, the oldest are only written to the log. */
const MOST_WAITING = 50;
/** How long unsent messages may take when the bot stops, in ms. */
const LAST_MS = 500;

const UNSENT = 'Alert could not be sent to the operator; its text is in this log line';

/** Sends alerts in order, one at a time. Each is in the log before it is sent, so that none is lost. */
export function createAlerts({ tell, logger }: AlertsOptions): Alerts {
  const waiting: string[] = [];
  const ended = new AbortController();
  let sending: Promise<void> | undefined;

  const sendAll = async () => {
    for (let message = waiting[0]; message !== undefined; message = waiting[0]) {
      try {
        const outcome = await tell(message, { patienceMs: PATIENCE_MS, signal: ended.signal });
        if (outcome === 'refused') logger.error({ alert: message, why: 'Discord does not accept this text' }, UNSENT);
      } catch (error) {
        logger.error({ alert: message, err: error }, UNSENT);
      }
      waiting.shift();
    }
    sending = undefined;
  };

  return {
    alert(message, { level = 'warn', fields = {} } = {}) {
      logger[level](fields, message);
      if (waiting.length >= MOST_WAITING) {
        // Not the first one, because it is being sent.
        logger.error({ alert: waiting.splice(1, 1)[0], why: 'too many alerts are waiting' }, UNSENT);
      }
      waiting.push(message);
      sending ??= sendAll();
    },
    async [Symbol.asyncDispose]() {
      if (!sending) return;
      const limit = setTimeout(() => ended.abort(new Error('the bot is stopping')), LAST_MS);
      await sending;
      clearTimeout(limit);
    },
  };
}
