import type { Clock } from '../../clock.ts';
import type { Logger } from '../../ops/logger.ts';
import { safeError } from '../../ops/safe-error.ts';

/** Which shards are without a connection. Says in the log once that one is lost, and once that it is back. */
export interface OutageLog {
  lost(shard: number): void;
  /** A connection has an error, or could not be made. */
  failed(shard: number, error: Error): void;
  over(shard: number): void;
  /** Since when a shard is lost, in ms since the epoch. */
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
    logger.warn({ shard, why }, 'Gateway connection lost; connecting again');
    return outage;
  };
  return {
    lost(shard) {
      const outage = outages.get(shard);
      if (outage) outage.failures += 1;
      else begin(shard);
    },
    failed(shard, error) {
      // A stack of the gateway library helps nobody.
      const why = safeError(error).message;
      const outage = outages.get(shard) ?? begin(shard, why);
      outage.why = why;
    },
    over(shard) {
      const outage = outages.get(shard);
      if (!outage) return;
      outages.delete(shard);
      const { since, failures, why } = outage;
      logger.info({ shard, afterMs: clock.now() - since, failures, why }, 'Gateway connection is back');
    },
    since: (shard) => outages.get(shard)?.since,
  };
}
