import type { Clock } from '../../../clock.ts';
import type { Logger } from '../../../ops/log/logger.ts';
import { safeError } from '../../../ops/log/safe-error.ts';

/** Tracks which shards have no connection. Logs once that a connection is lost, and once that it's back. */
export interface OutageLog {
  lost(shard: number): void;
  /** A connection has an error, or couldn't be made. */
  failed(shard: number, error: Error): void;
  over(shard: number): void;
  /** A shard is closed on purpose. */
  forget(shard: number): void;
  /** Since when a shard has no connection, in ms since the epoch. */
  since(shard: number): number | undefined;
}

interface Outage {
  readonly since: number;
  failures: number;
  why: string | undefined;
}

export function createOutageLog({ clock, logger }: { clock: Pick<Clock, 'now'>; logger: Logger }): OutageLog {
  const outages = new Map<number, Outage>();
  const begin = (shard: number, why?: string): Outage => {
    const outage = { since: clock.now(), failures: 0, why };
    outages.set(shard, outage);
    logger.warn({ shard, why }, 'Gateway connection lost; reconnecting');
    return outage;
  };
  return {
    lost(shard) {
      const outage = outages.get(shard);
      if (outage) outage.failures += 1;
      else begin(shard);
    },
    failed(shard, error) {
      // The gateway library's stack traces don't help.
      const why = safeError(error).message;
      const outage = outages.get(shard) ?? begin(shard, why);
      outage.why = why;
    },
    over(shard) {
      const outage = outages.get(shard);
      if (!outage) return;
      outages.delete(shard);
      const { since, failures, why } = outage;
      logger.info({ shard, afterMs: clock.now() - since, failures, why }, 'Gateway connection restored');
    },
    forget: (shard) => void outages.delete(shard),
    since: (shard) => outages.get(shard)?.since,
  };
}
