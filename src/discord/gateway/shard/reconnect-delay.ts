import type { Clock } from '../../../clock.ts';
import { discordBackoffMs } from '../../rest/backoff.ts';

/** A connection that lasts this long has worked, in ms. */
const LASTING_MS = 30_000;
/** This many short connections in a row can follow each other without a delay: Discord restarts its gateways in turn. */
const SHORT_ONES = 5;

export interface ReconnectDelay {
  /** The session has started or resumed. */
  connected(): void;
  /** @returns milliseconds to wait before the next connection. */
  next(): number;
}

/**
 * The delay before each connection of one shard. The first attempt after a connection that worked is immediate. Repeated
 * failures and short connections are retried less and less often, because each new session uses one of 1,000 per day.
 */
export function createReconnectDelay({ now }: Pick<Clock, 'now'>, random?: () => number): ReconnectDelay {
  let failures = 0;
  let shortOnes = 0;
  let connectedAt: number | undefined;
  let isFirst = true;
  return {
    connected() {
      connectedAt = now();
      failures = 0;
    },
    next() {
      if (connectedAt !== undefined) {
        shortOnes = now() - connectedAt < LASTING_MS ? shortOnes + 1 : 0;
        connectedAt = undefined;
      } else if (!isFirst) {
        failures += 1;
      }
      isFirst = false;
      const counted = failures + Math.max(0, shortOnes - SHORT_ONES);
      return counted === 0 ? 0 : discordBackoffMs(counted, random);
    },
  };
}
