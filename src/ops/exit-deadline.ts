import type { Logger } from './log/logger.ts';

/**
 * Ends the process if it has not ended by itself after `afterMs`, and logs what kept it open. It doesn't keep the process
 * alive itself.
 *
 * @param code the exit code.
 */
export function exitAfter(afterMs: number, code: number, logger: Pick<Logger, 'warn'> | undefined): void {
  setTimeout(() => {
    logger?.warn({ open: process.getActiveResourcesInfo() }, 'Some parts did not close in time; exiting anyway');
    process.exit(code);
  }, afterMs).unref();
}
