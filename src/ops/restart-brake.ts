import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '../async/retry.ts';

/** Slows down a bot that a supervisor keeps restarting although it always fails in the same way. */
export interface RestartBrake {
  /** Waits, longer with each failure in a row, from 1 s to 5 min. The signal ends the wait. */
  hold(signal: AbortSignal): Promise<void>;
  /** Forgets the failures after a success. */
  release(): Promise<void>;
}

const WAIT = { firstMs: 1000, longestMs: 300_000, random: () => 0 };
/** Failures further apart than this don't count as in a row. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/**
 * The count is in a file rather than the database, which is closed when it is needed.
 *
 * @param identity which bot this is; only a hash of it is used, as the file's name.
 * @param folder where the count is kept. Not a folder that others can write to: they could plant a link there. Without
 *   one, or where it can't be written, each failure counts as the first.
 */
export function createRestartBrake(identity: string, folder: string | undefined): RestartBrake {
  if (folder === undefined) {
    return {
      hold: (signal) => delay(backoffMs(1, WAIT), undefined, { signal }).catch(() => undefined),
      release: () => Promise.resolve(),
    };
  }
  const name = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  const path = join(folder, `face-age-bot-${name}.failures`);

  const failures = async (): Promise<number> => {
    const [count, at] = (await readFile(path, 'utf8').catch(() => '')).split(' ').map(Number);
    // Either way: the clock may have been set back.
    return count && at && Math.abs(Date.now() - at) < FORGOTTEN_AFTER_MS ? count : 0;
  };

  return {
    async hold(signal) {
      const before = await failures();
      await writeFile(path, `${before + 1} ${Date.now()}`, { mode: 0o600 }).catch(() => undefined);
      await delay(backoffMs(before + 1, WAIT), undefined, { signal }).catch(() => undefined);
    },
    release: () => rm(path, { force: true }).catch(() => undefined),
  };
}
