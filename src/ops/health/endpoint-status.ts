import type { Alert } from '../alerts/alerts.ts';
import type { Events } from '../events.ts';
import type { Logger } from '../log/logger.ts';

export interface EndpointStatus {
  /** One line for the health page while calls are paused. */
  note(): string | undefined;
}

/** Tells the operator once when calls of the endpoint are paused and once when they resume. */
export function watchEndpointStatus(
  events: Pick<Events, 'on'>,
  { alert, logger }: { readonly alert: Alert; readonly logger: Pick<Logger, 'warn'> },
): EndpointStatus {
  let note: string | undefined;
  events.on('endpointPaused', (reason, advice) => {
    note = `endpoint: calls are paused (${reason})`;
    const next = advice ?? 'The endpoint is checked again every 30 seconds.';
    alert(`Endpoint calls paused (${reason}). People are told to try again later. ${next}`, {
      level: 'error',
      fields: { reason },
    });
  });
  events.on('endpointResumed', (reason) => {
    note = undefined;
    alert(`Endpoint calls resumed. They were paused because of ${reason}.`, { level: 'info', fields: { reason } });
  });
  events.on('keyUnchecked', ({ reason, status, code, traceId, detail, advice }) => {
    logger.warn(
      { reason, status, code, traceId, detail },
      ['Endpoint key could not be checked at startup', `(${reason}).`, advice].filter(Boolean).join(' '),
    );
  });
  return { note: () => note };
}
