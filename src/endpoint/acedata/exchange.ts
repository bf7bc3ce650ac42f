import { util, type Dispatcher } from 'undici';
import type { Answer } from './classify.ts';

/** An exchange that broke off, and how far it got. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  /** Whether the request may have reached the other side. */
  readonly sent: boolean;
  /** The answer as far as it arrived; its body may be incomplete. */
  readonly answer: Answer | undefined;

  constructor(cause: unknown, sent: boolean, answer: Answer | undefined) {
    super('the exchange broke off', { cause });
    this.sent = sent;
    this.answer = answer;
  }
}

export interface ExchangeRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Bytes of the answer's body that are kept; the rest is not read. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Called with a connection, just before the request is written; what it throws ends the exchange. */
  readonly beforeSend?: (() => void) | undefined;
}

/**
 * Makes one POST and reads the whole answer. It has its own handler rather than undici's `request`, because only that
 * tells whether the request was written to a connection, and because `request` notices an abort only after connecting.
 * @throws ExchangeError; what `beforeSend` throws
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Answer> {
  const { path, headers, body, maxBytes, signal, beforeSend } = request;
  return new Promise((resolve, reject) => {
    let abort: ((error: Error) => void) | undefined;
    let head: Omit<Answer, 'bodyText'> | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;

    const answer = (): Answer | undefined => head && { ...head, bodyText: decode(chunks) };
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const fail = (cause: unknown): void => {
      settle(() => {
        reject(new ExchangeError(cause, abort !== undefined, answer()));
      });
    };
    const finish = (): void => {
      const whole = answer();
      if (whole === undefined) fail(new Error('an answer without a head'));
      else
        settle(() => {
          resolve(whole);
        });
    };
    const onAbort = (): void => {
      fail(signal.reason);
      abort?.(new Error('aborted'));
    };

    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandlers = {
      // Called with a connection, just before the request is written.
      onConnect(abortRequest: (error?: Error) => void) {
        try {
          if (!settled) beforeSend?.();
        } catch (error) {
          settle(() => reject(error));
        }
        if (settled) abortRequest(new Error('aborted'));
        else abort = abortRequest;
      },
      onHeaders(status, answerHeaders) {
        if (status >= 200) head = { status, headers: util.parseHeaders(answerHeaders) };
        return true;
      },
      onData(chunk) {
        chunks.push(chunk.subarray(0, maxBytes - size));
        size += chunk.length;
        if (size <= maxBytes) return true;
        finish();
        abort?.(new Error('the answer is too long'));
        return false;
      },
      onComplete: finish,
      onError: fail,
    };
    try {
      dispatcher.dispatch({ path, method: 'POST', headers, body, headersTimeout: 0, bodyTimeout: 0 }, handler);
    } catch (error) {
      fail(error);
    }
  });
}

/** Never throws: invalid UTF-8 becomes replacement characters. */
function decode(chunks: readonly Buffer[]): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}
