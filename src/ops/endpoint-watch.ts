import type { AgingEvent, Observer } from '../aging/request/ports.ts';
import { EndpointError } from '../endpoint/endpoint-error.ts';
import type { Alert } from './alerts.ts';

/** So many people in a row without a success between are no accident. */
const MANY_PEOPLE = 3;
/** The same unknown code is told of once in this time, in ms. */
const TELL_AGAIN_AFTER_MS = 60 * 60_000;
const MOST_CODES = 50;

/**
 * Tells the operator of refusals that may be about the account and do not stop the bot: `token_mismatched` of which the
 * text does not say that the key is meant, met by several people in a row, and each unknown code of a 403.
 * @param now milliseconds since the epoch
 */
export function createEndpointWatch(alert: Alert, now: () => number): Observer {
  const mismatched = new Set<string>();
  const toldAt = new Map<string, number>();

  function noteMismatch(userId: string, { advice, traceId }: EndpointError): void {
    if (mismatched.size >= MANY_PEOPLE || mismatched.has(userId)) return;
    mismatched.add(userId);
    if (mismatched.size < MANY_PEOPLE) return;
    void alert(
      `The endpoint did not accept the requests of ${MANY_PEOPLE} people in a row. ${advice ?? ''}${trace(traceId)}`,
    );
  }

  function noteForbidden({ code = 'none', advice, traceId }: EndpointError): void {
    const last = toldAt.get(code);
    if (last !== undefined && now() - last < TELL_AGAIN_AFTER_MS) return;
    if (toldAt.size >= MOST_CODES) toldAt.clear();
    toldAt.set(code, now());
    void alert(`${advice ?? ''} Its code: ${code}.${trace(traceId)} Other requests are still made.`);
  }

  return (event: AgingEvent): void => {
    if (event.type !== 'called') return;
    const { error, request } = event;
    if (!(error instanceof EndpointError)) mismatched.clear();
    else if (error.reason === 'endpoint_mismatched') noteMismatch(request.userId, error);
    else if (error.reason === 'endpoint_forbidden') noteForbidden(error);
    else if (error.fault === 'person') mismatched.clear();
  };
}

const trace = (traceId: string | undefined): string => (traceId === undefined ? '' : ` Trace id: ${traceId}.`);
