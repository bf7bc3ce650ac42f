import type { Logger } from './logger.ts';

/**
 * Ends the process when it has not ended by itself after `afterMs`, and says what held it. It does not keep a process
 * alive that has nothing left to do.
 *
 * @param code the exit code.
 */
export function exitAfter(afterMs: number, code: number, logger: Pick<Logger, 'warn'> | undefined): void {
  setTimeout(() => {
    logger?.warn(
      { open: process.getActiveResourcesInfo() },
      'Not everything could be closed in time; ending without it',
    );
    process.exit(code);
  }, afterMs).unref();
}
