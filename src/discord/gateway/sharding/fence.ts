import type { Clock } from '../../../clock.ts';
import type { Logger } from '../../../ops/log/logger.ts';
import type { SharedTable } from './shared-table.ts';

export interface FenceOptions {
  readonly table: Pick<SharedTable, 'confirmedAt'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly elapsed: () => number;
  readonly logger: Pick<Logger, 'warn'>;
  readonly signal: AbortSignal;
  /** Whether another process could take shards that run here. */
  isAtRisk(): boolean;
  /** After a standstill of this process, another may run them already. */
  closeAll(): Promise<void>;
}

/** Without the store for this long, a process closes its shards, before others take it for dead. */
const FENCE_AFTER_MS = 7500;
const CHECK_MS = 500;

/** Closes the shards of a process that has not reached the store for too long. Resolves when the signal is aborted. */
export async function keepFence(options: FenceOptions): Promise<void> {
  const { table, clock, elapsed, logger, signal, isAtRisk, closeAll } = options;
  while (!signal.aborted) {
    await clock.sleep(CHECK_MS, signal).catch(() => undefined);
    const isCutOff = elapsed() - table.confirmedAt > FENCE_AFTER_MS;
    if (!isCutOff || !isAtRisk() || signal.aborted) continue;
    logger.warn('Store unreachable for too long; closing shards that others may take');
    await closeAll();
  }
}
