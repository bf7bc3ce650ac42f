import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { isMismatch } from './acedata/classify.ts';
import type { EndpointError } from './endpoint-error.ts';
import { type EndpointReason, POLICY } from './reasons.ts';

export interface BreakerOptions {
  /**
   * Asks the endpoint without anybody's photo.
   * @returns what is wrong; undefined when nothing is, as far as that can be told without a photo
   */
  readonly probe: (signal: AbortSignal) => Promise<EndpointError | undefined>;
  readonly clock: Clock;
  /**
   * Told once when it opens and once when it closes, with what had opened it. Told of `open` again only when trouble
   * turns out to be something that the operator must see to.
   */
  readonly onChange?: (state: BreakerState, reason: EndpointReason) => void;
}

export type BreakerState = 'open' | 'closed';

/** Leave to make one call; given back with its outcome, so that nothing is concluded from a call of another time. */
export interface Leave {
  readonly isTrial: boolean;
}

/**
 * Keeps requests from an endpoint that cannot serve them. An operator's fault (balance, key) opens it at once, trouble
 * of the endpoint after five failures in a row. Open, it asks the endpoint every 30 s, for a balance less and less often
 * down to every 10 min; what that cannot tell, one request with a photo finds out.
 */
export interface Breaker extends Disposable {
  /**
   * Asks for leave to make one call, just before it. A trial is given away only once.
   * @throws ExplainedError with the reason that opened it
   */
  check(): Leave;
  /**
   * What became of a call.
   * @param outcome undefined when it was served
   * @param leave that of the call; without it, what was asked for last
   */
  record(outcome: EndpointError | undefined, leave?: Leave): void;
  /** What a new request is to be told; undefined while it would get leave to call. Takes nothing. */
  readonly refusal: ExplainedError | undefined;
  /** Why it is open, and be it that a trial is under way; undefined while it is closed. */
  readonly open: { readonly reason: EndpointReason } | undefined;
  /** Has `listener` told of each opening, to end what waits. @returns takes the listener off */
  onOpen(listener: (refusal: ExplainedError) => void): () => void;
}

const MOST_FAILURES = 5;
const PROBE_EVERY_MS = 30_000;
const PROBE_AT_LEAST_EVERY_MS = 10 * 60_000;

/** Faults of which an answer to a probe proves that they are over. All others can show with a photo only. */
const PROBE_PROVES: ReadonlySet<EndpointReason> = new Set([
  'endpoint_unauthorised',
  'endpoint_disabled',
  'endpoint_missing',
  'endpoint_unreachable',
]);

interface Opening {
  reason: EndpointReason;
  /** Whether an answer to a probe can show that it is over. */
  isProbeEnough: boolean;
  trial: 'none' | 'offered' | 'taken';
  readonly closed: AbortController;
}

/**
 * The state machine is its own, and not cockatiel's: that takes its time from `Date.now`, learns of outcomes only
 * asynchronously and from calls made through it, and lets a result that comes late close it.
 */
export function createBreaker({ probe, clock, onChange }: BreakerOptions): Breaker {
  const listeners = new Set<(refusal: ExplainedError) => void>();
  let opening: Opening | undefined;
  const disposed = new AbortController();
  let failures = 0;
  /** Leaves of before the last change prove nothing. */
  let current = new WeakSet<Leave>();

  function open(error: EndpointError): void {
    const { reason } = error;
    opening = { reason, isProbeEnough: isProbeEnough(error), trial: 'none', closed: new AbortController() };
    failures = 0;
    current = new WeakSet();
    void keepProbing(opening);
    onChange?.('open', reason);
    for (const listener of listeners) listener(refusalOf(opening));
  }

  function close({ reason, closed }: Opening): void {
    opening = undefined;
    current = new WeakSet();
    closed.abort();
    onChange?.('closed', reason);
  }

  /** It stays open; what the operator must see to is what is told from now on. */
  function stay(at: Opening, found: EndpointError): void {
    at.trial = 'none';
    // Trouble on the way to the endpoint says nothing about a balance that was used up.
    if (found.fault !== 'operator') return;
    const isNews = POLICY[at.reason].fault !== 'operator';
    at.reason = found.reason;
    at.isProbeEnough = isProbeEnough(found);
    if (isNews) onChange?.('open', found.reason);
  }

  async function keepProbing(at: Opening): Promise<void> {
    const signal = AbortSignal.any([at.closed.signal, disposed.signal]);
    let waitMs = PROBE_EVERY_MS;
    for (;;) {
      await clock.sleep(waitMs, signal).catch(() => undefined);
      if (signal.aborted) return;
      const found = await ask(signal);
      if (signal.aborted) return;
      if (found === 'nothing known') at.trial = 'none';
      else if (conclude(at, found) === 'over') return close(at);
      waitMs = at.reason === 'endpoint_unfunded' ? Math.min(waitMs * 2, PROBE_AT_LEAST_EVERY_MS) : PROBE_EVERY_MS;
    }
  }

  async function ask(signal: AbortSignal): Promise<EndpointError | undefined | 'nothing known'> {
    try {
      return await probe(signal);
    } catch {
      return 'nothing known';
    }
  }

  /** What cannot be told without a photo, the next request finds out. */
  function conclude(at: Opening, found: EndpointError | undefined): 'over' | 'open' {
    const isGood = found === undefined || found.fault === 'person';
    if (isGood && at.isProbeEnough) return 'over';
    if (!isGood) stay(at, found);
    if (isGood || found.fault === 'unclear' || isMismatch(found)) at.trial = 'offered';
    return 'open';
  }

  function recordTrial(at: Opening, outcome: EndpointError | undefined): void {
    if (outcome === undefined || outcome.fault === 'person') close(at);
    else if (outcome.fault === 'load' || outcome.fault === 'unclear') at.trial = 'offered';
    else stay(at, outcome);
  }

  function recordClosed(outcome: EndpointError | undefined): void {
    if (outcome === undefined || outcome.fault === 'person') failures = 0;
    else if (outcome.fault === 'operator') open(outcome);
    else if (outcome.fault === 'endpoint' && (failures += 1) >= MOST_FAILURES) open(outcome);
  }

  return {
    check: () => {
      if (opening && opening.trial !== 'offered') throw refusalOf(opening);
      const leave: Leave = { isTrial: opening !== undefined };
      if (opening) opening.trial = 'taken';
      current.add(leave);
      return leave;
    },
    record: (outcome, leave) => {
      if (leave && !current.has(leave)) return;
      if (!opening) recordClosed(outcome);
      else if (leave ? leave.isTrial : opening.trial === 'taken') recordTrial(opening, outcome);
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

/** Whether complete requests are still mismatched, only such a request can tell. */
function isProbeEnough(error: EndpointError): boolean {
  return PROBE_PROVES.has(error.reason) && !isMismatch(error);
}

/** Trouble of whatever kind is one thing to people. Not an EndpointError, which might be tried again. */
function refusalOf({ reason }: Opening): ExplainedError {
  return new ExplainedError(POLICY[reason].fault === 'operator' ? reason : 'endpoint_unreachable');
}
