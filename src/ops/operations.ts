import type { AgingEvent, Observer } from '../aging/request/ports.ts';
import type { Alert } from './alerts.ts';
import { createEndpointWatch } from './endpoint-watch.ts';
import { healthRoutes, type HealthOptions } from './health.ts';
import { logEvent } from './log-events.ts';
import type { BreakerState } from '../endpoint/breaker.ts';
import type { EndpointError } from '../endpoint/endpoint-error.ts';
import type { EndpointReason } from '../endpoint/reasons.ts';
import type { Usage } from '../limits/usage.ts';
import type { Logger } from './logger.ts';
import type { Metrics, Readings } from './metrics.ts';
import { startServer, type Routes, type ServerOptions } from './server.ts';

export interface OperationsOptions extends Omit<HealthOptions, 'notes'> {
  /** Port 0 = no server. */
  readonly server: ServerOptions;
  /** What everybody may fetch. */
  readonly outside?: Routes['outside'];
  readonly logger: Logger;
  readonly readings: Readings;
  readonly usage: Pick<Usage, 'count'>;
  readonly watchBudget: Observer;
  readonly alert: Alert;
}

/** What the operator sees of the bot: its log, its health page, its numbers. */
export interface Operations extends AsyncDisposable {
  readonly observe: Observer;
  /** Says once each way, in the log and to the operator, that the endpoint is not being asked, or is asked again. */
  endpointChanged(state: BreakerState, reason: EndpointReason, advice?: string): void;
  /** Says in the log that the key could not be checked at the start. */
  keyUnchecked(error: EndpointError): void;
}

/** @throws {ListenError} when the server cannot be started. */
export async function startOperations(options: OperationsOptions): Promise<Operations> {
  const { server, logger, readings } = options;
  await using parts = new AsyncDisposableStack();
  let metrics: Metrics | undefined;
  let endpointNote: string | undefined;
  if (server.port > 0) {
    // Loaded only where somebody can ask for it.
    const { createMetrics } = await import('./metrics.ts');
    metrics = createMetrics(readings);
    const internal = {
      ...healthRoutes({ ...options, notes: () => (endpointNote === undefined ? [] : [endpointNote]) }),
      '/metrics': metrics.route,
    };
    parts.use(await startServer(server, { internal, outside: options.outside }));
  }
  const running = parts.move();
  const watchEndpoint = createEndpointWatch(options.alert, options.clock.now);
  return {
    observe: (event: AgingEvent) => {
      logEvent(logger, event);
      metrics?.observe(event);
      options.watchBudget(event);
      watchEndpoint(event);
      countUse(options.usage, event);
    },
    endpointChanged(state, reason, advice) {
      metrics?.setBreaker(state);
      if (state === 'open') {
        endpointNote = `endpoint: not asked just now (${reason})`;
        const message = `The endpoint is not asked any more (${reason}): people are told to try again later. ${advice ?? 'It is tried again every 30 seconds.'}`;
        logger.error({ reason }, message);
        options.alert(message);
      } else {
        endpointNote = undefined;
        const message = `The endpoint is asked again (it was not because of ${reason}).`;
        logger.info({ reason }, message);
        options.alert(message);
      }
    },
    keyUnchecked({ reason, status, code, traceId, detail, advice }) {
      logger.warn(
        { reason, status, code, traceId, detail },
        `The endpoint key could not be checked at the start (${reason}). ${advice ?? ''}`,
      );
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

function countUse(usage: Pick<Usage, 'count'>, event: AgingEvent): void {
  const { guildId } = event.request;
  if (event.type === 'called' && event.billed) void usage.count(guildId, 'calls');
  if (event.type === 'answered') void usage.count(guildId, 'answers');
}
