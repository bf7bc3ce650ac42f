import { backoffMs, repeat } from '../async/retry.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../ops/logger.ts';

/** How often entries of processes that are gone are looked for, in ms. */
const ADOPT_EVERY_MS = 5000;
/** How often reports that the operator could not be told of are tried again, in ms. */
const REPORT_EVERY_MS = 60_000;
/** What has failed so often is tried ever more rarely, in the end once in so many ms. */
const PATIENT_FOR = 5;
const LONGEST_PAUSE_MS = 60 * 60_000;

export interface UpkeepOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Takes over, again and again until `signal`, what processes that are gone have left. */
export async function adoptRegularly(recover: () => Promise<void>, options: UpkeepOptions): Promise<void> {
  await regularly(recover, ADOPT_EVERY_MS, 'Unfinished requests could not be read', options);
}

/** Passes on, again and again until `signal`, the reports that the operator has not been told of. */
export async function reportRegularly(passOn: () => Promise<void>, options: UpkeepOptions): Promise<void> {
  await regularly(passOn, REPORT_EVERY_MS, 'Reports could not be passed on to the operator; trying again', options);
}

async function regularly(
  work: () => Promise<void>,
  everyMs: number,
  failure: string,
  { clock, logger, signal }: UpkeepOptions,
): Promise<void> {
  const longestMs = Math.max(everyMs, LONGEST_PAUSE_MS);
  await repeat(work, {
    clock,
    signal,
    pauseMs: (failures) => backoffMs(failures - PATIENT_FOR + 1, { firstMs: everyMs, longestMs, random: () => 0 }),
    onError: (error) => logger.error({ err: error }, failure),
  });
}
