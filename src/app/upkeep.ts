import { backoffMs, repeat, retry } from '../async/retry.ts';
import type { Base } from './base.ts';
import type { Discord } from './discord/discord.ts';
import type { Handlers } from './handlers.ts';
import type { People } from './people.ts';
import type { Requests } from './requests.ts';

/** How often work that could not be read at the start is tried again, in ms. */
const AGAIN_MS = 5000;
/** How often messages that ended processes left unanswered are looked for, in ms. */
const UNANSWERED_EVERY_MS = 5000;
/** How often reports that have not reached the operator are retried, in ms. */
const REPORT_EVERY_MS = 60_000;
/** How often the data is deleted of people who have removed the bot, where that failed before, in ms. */
const FORGET_EVERY_MS = 60_000;
/** How often photos are looked for that ended processes have left in messages, in ms. */
const LENT_EVERY_MS = 60_000;
/** After this many failures in a row the pause doubles with each further one, up to an hour. */
const PATIENT_FOR = 5;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** The same where somebody waits. */
const LONGEST_WAIT_MS = 60_000;

export interface UpkeepParts {
  readonly discord: Pick<Discord, 'lentPictures'>;
  readonly people: Pick<People, 'reports'>;
  readonly requests: Pick<Requests, 'queue'>;
  readonly handlers: Pick<Handlers, 'conversation' | 'deauthorizations'>;
}

/**
 * Continues the requests that ended processes have left, and looks for their unanswered messages, unsent reports and lent
 * photos until the app closes.
 */
export function startUpkeep(
  { clock, logger, closing, config }: Pick<Base, 'clock' | 'logger' | 'closing' | 'config'>,
  { discord, people, requests, handlers }: UpkeepParts,
): void {
  const regularly = (work: () => Promise<void>, everyMs: number, failure: string, longestMs = LONGEST_PAUSE_MS) =>
    repeat(work, {
      clock,
      signal: closing,
      pauseMs: (failures) => backoffMs(failures - PATIENT_FOR + 1, { firstMs: everyMs, longestMs, random: () => 0 }),
      onError: (error) => logger.error({ err: error }, failure),
    });
  const onceReadable = retry(requests.queue.recover, {
    clock,
    signal: closing,
    delayMs(error) {
      logger.error({ err: error }, 'Unfinished requests could not be read; retrying');
      return AGAIN_MS;
    },
  });
  void onceReadable.catch(() => undefined);
  void regularly(people.reports.passOn, REPORT_EVERY_MS, 'Reports could not be sent to the operator; retrying');
  const forgetFailure = 'Data of people who removed the bot could not be deleted; retrying';
  void regularly(handlers.deauthorizations.settle, FORGET_EVERY_MS, forgetFailure);
  const lentFailure = 'Photos that were lent to the endpoint could not be read; retrying';
  void regularly(discord.lentPictures.recover, LENT_EVERY_MS, lentFailure);
  if (!config.roles.has('receiver')) return;
  const failure = 'Unanswered messages could not be read; retrying';
  void regularly(handlers.conversation.recover, UNANSWERED_EVERY_MS, failure, LONGEST_WAIT_MS);
}
