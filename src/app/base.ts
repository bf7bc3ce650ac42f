import { FIRST_RESPONSE, type FirstResponseTimes } from '../bounds.ts';
import { systemClock, type Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createEvents, type Events } from '../ops/events.ts';
import { createLogger, type Logger } from '../ops/log/logger.ts';

/** What every part may use. */
export interface Base {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: Events;
  readonly firstResponse: FirstResponseTimes;
  /** When a request lets another one begin because its photo isn't there yet, in ms; undefined = the usual time. */
  readonly slowOpeningMs: number | undefined;
  /** Aborted when the app begins to close its parts. */
  readonly closing: AbortSignal;
}

export function createBase(config: Config, closing: AbortSignal, overrides: Partial<Base>): Base {
  const { clock = systemClock, logger = createLogger(config.logLevel), events = createEvents() } = overrides;
  const { firstResponse = FIRST_RESPONSE, slowOpeningMs } = overrides;
  return { config, clock, logger, events, firstResponse, slowOpeningMs, closing };
}
