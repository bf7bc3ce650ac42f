import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { AgingEndpoint } from './aging-endpoint.ts';
import type { EndpointError } from './endpoint-error.ts';
import { type EndpointReason, POLICY } from './reasons.ts';

export interface BreakerOptions {
  readonly probe: (signal: AbortSignal) => ReturnType<AgingEndpoint['probe']>;
  readonly clock: Clock;
  /**
   * Called once when the breaker opens and once when it closes, with the reason that opened it and, when it opens, what
   * the operator has to do. Called with `open` again only when the cause turns out to be one that the operator must fix.
   */
  readonly onChange?: (state: BreakerState, reason: EndpointReason, advice?: string) => void;
}

export type BreakerState = 'open' | 'closed';

/**
 * Permission to make one call. It is handed back with the call's outcome, so that a call that started before the last
 * change of state can't change the state again.
 */
export interface CallPermit {
  /** Whether the call is the one trial of an open breaker. */
  readonly isTrial: boolean;
}

/**
 * Keeps requests from an endpoint that can't serve them: a circuit breaker.
 *
 * It opens at once for a fault of the operator (balance, key), and after five faults of the endpoint in a row. While it
 * is open, it probes the endpoint every 30 s. For a used-up balance it probes less and less often, down to every 10
 * min. Where a probe can't show that the fault is over, one request is let through as a trial (half-open).
 */
export interface Breaker extends Disposable {
  /**
   * Asks for permission to make one call, just before it. A trial is given to one call only.
   * @throws {ExplainedError} with the reason that opened the breaker
   */
  check(): CallPermit;
  /**
   * Reports the outcome of a call.
   * @param outcome undefined when the call succeeded
   * @param permit that of the call; without it, the outcome is that of the latest call
   */
  record(outcome: EndpointError | undefined, permit?: CallPermit): void;
  /** What to tell a new request; undefined while it would get a permit. Reading it doesn't take the trial. */
  readonly refusal: ExplainedError | undefined;
  /** Why the breaker is open, also during a trial; undefined while it is closed. */
  readonly open: { readonly reason: EndpointReason } | undefined;
  /** Calls `listener` each time the breaker opens, to end what waits. @returns removes the listener */
  onOpen(listener: (refusal: ExplainedError) => void): () => void;
}

const MAX_FAILURES = 5;
const PROBE_INTERVAL_MS = 30_000;
const MAX_PROBE_INTERVAL_MS = 10 * 60_000;

interface Opening {
  reason: EndpointReason;
  /** Whether a successful probe shows that the fault is over. */
  probeProves: boolean;
  trial: 'none' | 'offered' | 'taken';
  readonly closed: AbortController;
}

/**
 * Not cockatiel: its breaker takes the time from `Date.now`, learns outcomes only from calls that are made through it,
 * and closes for a late result of an old call.
 */
export function createBreaker({ probe, clock, onChange }: BreakerOptions): Breaker {
  const listeners = new Set<(refusal: ExplainedError) => void>();
  const disposed = new AbortController();
  let opening: Opening | undefined;
  let failures = 0;
  /** Permits given since the last change of state; older ones prove nothing. */
  let validPermits = new WeakSet<CallPermit>();

  function open(error: EndpointError): void {
    const { reason } = error;
    opening = { reason, probeProves: probeProves(error), trial: 'none', closed: new AbortController() };
    failures = 0;
    validPermits = new WeakSet();
    void keepProbing(opening);
    onChange?.('open', reason, error.advice);
    for (const listener of listeners) listener(refusalOf(opening));
  }

  function close({ reason, closed }: Opening): void {
    opening = undefined;
    validPermits = new WeakSet();
    closed.abort();
    onChange?.('closed', reason);
  }

  /** A fault of the operator replaces the reason. A network failure doesn't replace a used-up balance. */
  function stayOpen(at: Opening, found: EndpointError): void {
    at.trial = 'none';
    if (found.fault !== 'operator') return;
    const isNews = POLICY[at.reason].fault !== 'operator';
    at.reason = found.reason;
    at.probeProves = probeProves(found);
    if (isNews) onChange?.('open', found.reason, found.advice);
  }

  async function keepProbing(at: Opening): Promise<void> {
    const signal = AbortSignal.any([at.closed.signal, disposed.signal]);
    let waitMs = PROBE_INTERVAL_MS;
    for (;;) {
      await clock.sleep(waitMs, signal).catch(() => undefined);
      if (signal.aborted) return;
      const found = await ask(signal);
      if (signal.aborted) return;
      if (found === 'nothing known') at.trial = 'none';
      else if (conclude(at, found) === 'over') return close(at);
      waitMs = at.reason === 'endpoint_unfunded' ? Math.min(waitMs * 2, MAX_PROBE_INTERVAL_MS) : PROBE_INTERVAL_MS;
    }
  }

  async function ask(signal: AbortSignal): Promise<EndpointError | undefined | 'nothing known'> {
    try {
      return await probe(signal);
    } catch {
      return 'nothing known';
    }
  }

  /** Where the probe can't tell, the next request is the trial. */
  function conclude(at: Opening, found: EndpointError | undefined): 'over' | 'open' {
    const isGood = found === undefined || found.fault === 'person';
    if (isGood && at.probeProves) return 'over';
    if (!isGood) stayOpen(at, found);
    if (isGood || found.fault === 'unclear' || found.isAmbiguous) at.trial = 'offered';
    return 'open';
  }

  function recordTrial(at: Opening, outcome: EndpointError | undefined): void {
    if (outcome === undefined || outcome.fault === 'person') close(at);
    else if (outcome.fault === 'load' || outcome.fault === 'unclear') at.trial = 'offered';
    else stayOpen(at, outcome);
  }

  function recordClosed(outcome: EndpointError | undefined): void {
    if (outcome === undefined || outcome.fault === 'person') failures = 0;
    else if (outcome.fault === 'operator') open(outcome);
    else if (outcome.fault === 'endpoint' && (failures += 1) >= MAX_FAILURES) open(outcome);
  }

  return {
    check: () => {
      if (opening && opening.trial !== 'offered') throw refusalOf(opening);
      const permit: CallPermit = { isTrial: opening !== undefined };
      if (opening) opening.trial = 'taken';
      validPermits.add(permit);
      return permit;
    },
    record: (outcome, permit) => {
      if (permit && !validPermits.has(permit)) return;
      if (!opening) recordClosed(outcome);
      else if (permit ? permit.isTrial : opening.trial === 'taken') recordTrial(opening, outcome);
    },
    get refusal() {
      return opening && opening.trial !== 'offered' ? refusalOf(opening) : undefined;
    },
    get open() {
      return opening && { reason: opening.reason };
    },
    onOpen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.dispose]: () => {
      disposed.abort();
      listeners.clear();
    },
  };
}

const probeProves = (error: EndpointError): boolean => POLICY[error.reason].probeProves === true && !error.isAmbiguous;

/** People get the same sentence for all faults of the endpoint. Not an EndpointError, which might be retried. */
function refusalOf({ reason }: Opening): ExplainedError {
  return new ExplainedError(POLICY[reason].fault === 'operator' ? reason : 'endpoint_unreachable');
}
