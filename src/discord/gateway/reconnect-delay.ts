import type { Clock } from '../../clock.ts';
import { backoffMs } from '../rest/backoff.ts';

/** A connection that lasts for so long has worked, in ms. */
const LASTING_MS = 30_000;
/** So many short connections in a row may follow each other at once: Discord may restart its gateways in turn. */
const SHORT_ONES = 5;

export interface ReconnectDelay {
  /** The session has begun or was resumed. */
  connected(): void;
  /** @returns milliseconds to wait before the connection that is made next. */
  next(): number;
}

/**
 * The delay before each connection of one shard. The first try after a connection that worked comes at once; what fails
 * again and again, or never lasts, is tried ever more rarely, since each new session takes one of 1,000 a day.
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
      return counted === 0 ? 0 : backoffMs(counted, random);
    },
  };
}
