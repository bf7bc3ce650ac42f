import { steadyClock } from '../clock.ts';
import type { AgingEvent } from '../aging/request/ports.ts';
import type { Usage } from '../limits/usage.ts';
import type { Atomic } from '../storage/storage.ts';
import type { Alert } from './alerts/alerts.ts';
import { createBudgetWatch } from './alerts/budget-watch.ts';
import { watchEndpointStatus } from './health/endpoint-status.ts';
import { createEndpointWatch } from './alerts/endpoint-watch.ts';
import type { BotEvents, Events } from './events.ts';
import { healthRoutes, type HealthOptions } from './health/health.ts';
import { logEvent } from './log/log-events.ts';
import type { Logger } from './log/logger.ts';
import type { Readings } from './metrics.ts';
import { startListeners, type ListenerOptions } from './listeners.ts';
import type { RouteHandler, Routes } from './server.ts';
import { createStorageProbe } from './health/storage-probe.ts';

export interface OperationsOptions extends Omit<HealthOptions, 'notes'> {
  /** What else the health page should say. */
  readonly notes: () => readonly string[];
  readonly events: Events;
  readonly logger: Logger;
  readonly alert: Alert;
  readonly server: ListenerOptions;
  /** Routes that everybody may fetch. */
  readonly outside?: Routes['outside'];
  /** What is sent to the bot. */
  readonly posts?: Routes['posts'];
  readonly readings: Readings;
  readonly usage: Pick<Usage, 'count'>;
  readonly atomic: Atomic;
  /** How the database may lose data, a sentence each. */
  storageWarnings(): readonly string[];
  /** Paid calls a day; 0 = no limit. */
  readonly dailyBudgetCalls: number;
}

/** What the operator sees: log, alerts, health page and metrics. */
export interface Operations extends AsyncDisposable {
  /**
   * Serves health, metrics and lent pictures, and takes interactions.
   *
   * @throws {ListenError} when the server cannot be started.
   */
  listen(): Promise<void>;
}

/** Listens to the events from now on; serves from `listen()` on. */
export async function createOperations(options: OperationsOptions): Promise<Operations> {
  const { events, logger, alert, server, outside, posts, readings, usage, clock } = options;
  const parts = new AsyncDisposableStack();
  events.on('request', (event) => logEvent(logger, event));
  events.on('request', createBudgetWatch({ ...options, now: clock.now }));
  events.on('request', createEndpointWatch(alert, steadyClock(clock).now));
  events.on('request', (event) => countUse(usage, event));
  events.on('pictureReported', ({ reference, reporterId }) =>
    logger.info({ reference, user: reporterId }, 'Picture reported'),
  );
  events.on('identifiesSpent', (starts) => alertIdentifies(alert, starts));
  const endpoint = watchEndpointStatus(events, { alert, logger });
  const health = healthRoutes({
    ...options,
    checkStorage: createStorageProbe(options),
    notes: () =>
      [endpoint.note(), ...options.notes(), ...options.storageWarnings().map((text) => `storage: ${text}`)].filter(
        (note) => note !== undefined,
      ),
  });

  const figures: Record<string, RouteHandler> = {};
  if (server.port > 0 || server.internalPort) {
    // Loaded only if there is a server.
    const { createMetrics } = await import('./metrics.ts');
    figures['/metrics'] = createMetrics(events, readings).route;
  }
  return {
    async listen() {
      parts.use(await startListeners(server, { health, figures, outside, posts }, logger));
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** Discord resets the token of a bot that uses up its session starts. */
function alertIdentifies(
  alert: Alert,
  { total, remaining, reset_after: waitMs }: BotEvents['identifiesSpent'][0],
): void {
  const hours = Math.ceil(waitMs / 3_600_000);
  alert(
    `Too few Discord logins left today; waiting: ${remaining} of ${total}. No new gateway session is started until Discord resets the limit, in at most ${hours} h; existing sessions continue. Find out what starts so many sessions.`,
    { fields: { remaining, total, waitMs } },
  );
}

function countUse(usage: Pick<Usage, 'count'>, event: AgingEvent): void {
  const { guildId } = event.request;
  if (event.type === 'called' && event.billed) void usage.count(guildId, 'calls');
  if (event.type === 'answered') void usage.count(guildId, 'answers');
}
