import { referenceOf } from '../../aging/request/reference.ts';
import type { AgingEvent } from '../../aging/request/ports.ts';
import { EndpointError } from '../../endpoint/endpoint-error.ts';
import type { ExplainedError, Reason } from '../../i18n/explained-error.ts';
import type { Logger } from './logger.ts';

/** One log line for each request that is accepted, answered, refused or failed, with its ids and durations. */
export function logEvent(logger: Logger, event: AgingEvent): void {
  const { request } = event;
  const ids = { request: request.id, command: request.command, guild: request.guildId, user: request.userId };
  switch (event.type) {
    case 'seen':
      return;
    case 'accepted':
      return logger.info({ ...ids, acknowledgedAfterMs: event.acknowledgedAfterMs }, 'Request accepted');
    case 'refused':
      return logger[severity(event.error)](
        { ...ids, reason: event.error.reason, ...cause(event.error) },
        'Request refused',
      );
    case 'acknowledgement_lost':
      return logger.warn({ ...ids, outcome: event.outcome }, 'Discord did not accept the first response in time');
    case 'duplicate':
      return logger.debug(ids, 'Duplicate event ignored');
    case 'recovered':
      return logger.info({ ...ids, stage: event.stage }, 'Request resumed after a restart');
    case 'started':
      return logger.debug({ ...ids, waitedMs: event.waitedMs }, 'Request started');
    case 'called':
      return logCall(logger, ids, event);
    case 'answered':
      return logger.info(
        { ...ids, reference: referenceOf(request.id), ...event.timings, calls: event.calls, bytes: event.bytes },
        'Request answered',
      );
    case 'failed':
      return logger[severity(event.error)](
        {
          ...ids,
          reference: referenceOf(request.id),
          reason: event.error.reason,
          ...event.timings,
          calls: event.calls,
          ...cause(event.error),
        },
        'Request failed',
      );
    case 'abandoned':
      return logger.warn(
        { ...ids, why: event.why, ...(event.error !== undefined && { err: event.error }) },
        'Answer could not be delivered',
      );
  }
}

function logCall(logger: Logger, ids: object, event: Extract<AgingEvent, { type: 'called' }>): void {
  const { error, durationMs, outcome } = event;
  if (!(error instanceof EndpointError)) return logger.debug({ ...ids, durationMs, outcome }, 'Endpoint called');
  const { status, code, traceId, detail, advice } = error;
  logger[error.level](
    { ...ids, durationMs, outcome, status, code, traceId, detail },
    advice ? `Endpoint call failed. ${advice}` : 'Endpoint call failed',
  );
}

const ourFaults: ReadonlySet<Reason> = new Set<Reason>(['internal', 'storage_down', 'pictures_unavailable']);

/** The endpoint's failures are logged by `logCall`, with their own level; a person's mistake is no warning. */
function severity(error: ExplainedError): 'info' | 'warn' | 'error' {
  if (error instanceof EndpointError) return 'info';
  if (ourFaults.has(error.reason)) return 'error';
  return error.reason === 'upload_failed' || error.reason === 'result_unavailable' ? 'warn' : 'info';
}

function cause(error: ExplainedError): { err?: unknown } {
  return error.cause === undefined || error instanceof EndpointError ? {} : { err: error.cause };
}
