import { ExplainedError } from '../i18n/explained-error.ts';
import { type EndpointReason, type Fault, type Outcome, type Policy, policyFor, type Retry } from './reasons.ts';

export interface EndpointErrorDetails {
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** The endpoint's own error code, or that of the connection, such as `ECONNREFUSED`. */
  readonly code?: string | undefined;
  /** The id by which the vendor's support finds the call. */
  readonly traceId?: string | undefined;
  /** How long the endpoint asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** What the endpoint said, already shortened and redacted: for the operator's log only. */
  readonly detail?: string | undefined;
  /** Default: `failed`. */
  readonly outcome?: Outcome | undefined;
  /** For the operator: what to do, with the vendor's links and setting names. Replaces the policy's advice. */
  readonly advice?: string | undefined;
  /**
   * The vendor gives the same answer to a bad key and to a bad request. A probe, whose request is incomplete, then
   * can't show that the problem is over: only a complete request can. Default: false.
   */
  readonly isAmbiguous?: boolean | undefined;
}

/**
 * One attempt at the endpoint failed. Its reason decides what happens next, by one row of `POLICY` (`reasons.ts`): the
 * log level, whether the attempt is repeated, whether it may have been charged, and whose fault it is.
 */
export class EndpointError extends ExplainedError implements Policy {
  override readonly name = 'EndpointError';
  declare readonly reason: EndpointReason;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly traceId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly detail: string | undefined;
  readonly outcome: Outcome;
  readonly isAmbiguous: boolean;
  readonly level: Policy['level'];
  readonly retry: Retry;
  readonly billed: Policy['billed'];
  readonly fault: Fault;
  declare readonly advice?: string;

  constructor(reason: EndpointReason, details: EndpointErrorDetails = {}) {
    super(reason);
    this.status = details.status;
    this.code = details.code;
    this.traceId = details.traceId;
    this.retryAfterMs = details.retryAfterMs;
    this.detail = details.detail;
    this.outcome = details.outcome ?? 'failed';
    this.isAmbiguous = details.isAmbiguous ?? false;
    const policy = policyFor(reason, this.outcome);
    this.level = policy.level;
    this.retry = policy.retry;
    this.billed = policy.billed;
    this.fault = policy.fault;
    const advice = details.advice ?? policy.advice;
    if (advice !== undefined) this.advice = advice;
  }
}
