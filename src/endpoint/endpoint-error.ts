import { ExplainedError } from '../i18n/explained-error.ts';
import { type EndpointReason, type Fault, type Outcome, type Policy, policyFor, type Retry } from './reasons.ts';

export interface EndpointErrorDetails {
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** The endpoint's own error code, or that of the connection, such as `ECONNREFUSED`. */
  readonly code?: string | undefined;
  readonly traceId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** What the endpoint said, already shortened and redacted: for the operator's log only. */
  readonly detail?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

/** One attempt at the endpoint failed. Carries what was found out, and what to do about it. */
export class EndpointError extends ExplainedError implements Policy {
  override readonly name = 'EndpointError';
  declare readonly reason: EndpointReason;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly traceId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly detail: string | undefined;
  readonly outcome: Outcome;
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
    const policy = policyFor(reason, this.outcome);
    this.level = policy.level;
    this.retry = policy.retry;
    this.billed = policy.billed;
    this.fault = policy.fault;
    if (policy.advice !== undefined) this.advice = policy.advice;
  }
}
