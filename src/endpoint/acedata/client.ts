import { Pool } from 'undici';
import type { z } from 'zod';
import type { AgingEndpoint, ChangedAge } from '../aging-endpoint.ts';
import { EndpointError } from '../endpoint-error.ts';
import type { EndpointReason } from '../reasons.ts';
import { aceDataError, withAddressAdvice } from './advice.ts';
import { type Answer, classify } from './classify.ts';
import { exchange, ExchangeError } from './exchange.ts';
import { PICTURE_LIMITS } from './picture-limits.ts';
import { requestSchema } from './schemas.ts';

export interface AceDataOptions {
  /** With or without a path or a slash at its end, e.g. `https://api.acedata.cloud`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Milliseconds for one whole call, from the DNS lookup to the last byte. */
  readonly timeoutMs: number;
  /** Most connections at once: at least as many as calls at once, or calls wait within their timeout. */
  readonly connections: number;
}

const MAX_ANSWER_BYTES = 256 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;

/** A 400 with one of these isn't about the probe's incomplete request. */
const NOT_THE_REQUEST: ReadonlySet<EndpointReason> = new Set([
  'endpoint_unauthorised',
  'endpoint_unfunded',
  'endpoint_disabled',
  'endpoint_missing',
  'endpoint_mismatched',
]);

/**
 * AceData's Face Age Change endpoint (`POST /face/change-age`). It has its own connections, which are closed when it is
 * disposed.
 */
export function createAceDataEndpoint(options: AceDataOptions): AgingEndpoint {
  const { token, timeoutMs, connections } = options;
  const base = new URL(options.baseUrl);
  const path = `${base.pathname.replace(/\/+$/, '')}/face/change-age`;
  const pool = new Pool(base.origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
  });
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };

  async function post(
    body: unknown,
    signal: AbortSignal | undefined,
    beforeSend?: () => void,
  ): Promise<ChangedAge | EndpointError> {
    signal?.throwIfAborted();
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, timeoutMs);
    try {
      const answer = await exchange(pool, {
        path,
        headers,
        body: JSON.stringify(body),
        maxBytes: MAX_ANSWER_BYTES,
        signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
        beforeSend,
      });
      return read(answer);
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      if (signal?.aborted && !timeout.signal.aborted) throw signal.reason;
      return broken(error, timeout.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  }

  const read = (answer: Answer): ChangedAge | EndpointError => classify(answer, { now: Date.now(), secrets: [token] });

  /** The error for an exchange that broke off. */
  function broken({ sent, answer, cause }: ExchangeError, timedOut: boolean): EndpointError {
    // The status alone tells a failure, even if the text is incomplete.
    if (answer !== undefined && answer.status >= 300) {
      const failure = read(answer);
      if (failure instanceof EndpointError) return failure;
    }
    const details = { status: answer?.status, code: codeOf(cause) };
    if (!sent) return aceDataError('endpoint_unreachable', details);
    return aceDataError(timedOut ? 'endpoint_timeout' : 'endpoint_lost', { ...details, outcome: 'unknown' });
  }

  return {
    changeAge: async ({ imageUrl, ages }, signal, beforeSend) => {
      const body: z.input<typeof requestSchema> = {
        image_url: imageUrl,
        age_infos: ages.map(({ age, faceRect }) => ({ age, ...(faceRect && { face_rect: { ...faceRect } }) })),
      };
      const outcome = await post(requestSchema.parse(body), signal, beforeSend);
      if (outcome instanceof EndpointError) throw outcome;
      return outcome;
    },
    // Without `age_infos`: refused without a charge once the key has been accepted.
    probe: async (signal) => {
      const outcome = await post({ image_url: 'https://example.com/probe.jpg' }, signal);
      if (!(outcome instanceof EndpointError)) return undefined;
      const isAccepted = outcome.status === 400 && !NOT_THE_REQUEST.has(outcome.reason);
      return isAccepted ? undefined : withAddressAdvice(outcome);
    },
    pictureLimits: PICTURE_LIMITS,
    trustedResultHosts: new Set([hostAndPort(base)]),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

/** A simulator of this endpoint has its results at its own address. */
function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
