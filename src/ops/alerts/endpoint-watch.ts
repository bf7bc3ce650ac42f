import type { AgingEvent, Observer } from '../../aging/request/ports.ts';
import { EndpointError } from '../../endpoint/endpoint-error.ts';
import type { Alert } from './alerts.ts';

/** This many people in a row, without a success in between, are probably not a coincidence. */
const MANY_PEOPLE = 3;
/** Time between two alerts about the same unknown code, in ms. */
const TELL_AGAIN_AFTER_MS = 60 * 60_000;
const MOST_CODES = 50;

/**
 * Alerts the operator to errors that may be about the account but don't pause calls: `token_mismatched` without a text
 * about the key, for several people in a row, and each unknown code of a 403.
 * @param now milliseconds since the epoch
 */
export function createEndpointWatch(alert: Alert, now: () => number): Observer {
  const mismatched = new Set<string>();
  const alertedAt = new Map<string, number>();

  function noteMismatch(userId: string, { advice, traceId }: EndpointError): void {
    if (mismatched.size >= MANY_PEOPLE || mismatched.has(userId)) return;
    mismatched.add(userId);
    if (mismatched.size < MANY_PEOPLE) return;
    alert(`The endpoint rejected the requests of ${MANY_PEOPLE} people in a row. ${advice ?? ''}${trace(traceId)}`, {
      fields: { traceId },
    });
  }

  function noteForbidden({ code = 'none', advice, traceId }: EndpointError): void {
    const last = alertedAt.get(code);
    if (last !== undefined && now() - last < TELL_AGAIN_AFTER_MS) return;
    if (alertedAt.size >= MOST_CODES) alertedAt.clear();
    alertedAt.set(code, now());
    alert(`${advice ?? ''} Error code: ${code}.${trace(traceId)} Other requests continue.`, {
      fields: { code, traceId },
    });
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
