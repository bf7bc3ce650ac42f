import { backoffMs, repeat } from '../async/retry.ts';
import type { Base } from './base.ts';
import type { Handlers } from './handlers.ts';
import type { People } from './people.ts';
import type { Requests } from './requests.ts';

/** How often to look for unfinished work of ended processes, in ms. */
const ADOPT_EVERY_MS = 5000;
/** How often reports that have not reached the operator are retried, in ms. */
const REPORT_EVERY_MS = 60_000;
/** After this many failures in a row the pause doubles with each further one, up to an hour. */
const PATIENT_FOR = 5;
const LONGEST_PAUSE_MS = 60 * 60_000;

export interface UpkeepParts {
  readonly people: Pick<People, 'reports'>;
  readonly requests: Pick<Requests, 'aging'>;
  readonly handlers: Pick<Handlers, 'conversation'>;
}

/** Takes over the work of ended processes, and sends unsent reports, regularly until the app closes. */
export function startUpkeep(
  { clock, logger, closing }: Pick<Base, 'clock' | 'logger' | 'closing'>,
  { people, requests, handlers }: UpkeepParts,
): void {
  const regularly = (work: () => Promise<void>, everyMs: number, failure: string) =>
    repeat(work, {
      clock,
      signal: closing,
      pauseMs: (failures) =>
        backoffMs(failures - PATIENT_FOR + 1, { firstMs: everyMs, longestMs: LONGEST_PAUSE_MS, random: () => 0 }),
      onError: (error) => logger.error({ err: error }, failure),
    });
  void regularly(requests.aging.recover, ADOPT_EVERY_MS, 'Unfinished requests could not be read; retrying');
  void regularly(handlers.conversation.recover, ADOPT_EVERY_MS, 'Unanswered messages could not be read; retrying');
  void regularly(people.reports.passOn, REPORT_EVERY_MS, 'Reports could not be sent to the operator; retrying');
}
