import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { busyUntil, type Cells, cellKey, liveCell, liveNumber, putCell, refund, reserve } from '../claims.ts';
import type { Atomic } from '../storage.ts';

/** Runs `work` with exclusive access to the cells; when it throws, nothing is changed. */
export type Transact = <T>(work: (cells: Cells) => T) => T;

/** The atomic operations on cells that this process can lock together. */
export function cellsAtomic(transact: Transact, clock: Clock): Atomic {
  const verb = <T>(what: string, work: (cells: Cells, now: number) => T): Promise<T> =>
    attempt(what, () => transact((cells) => work(cells, clock.now())));

  return {
    reserve: (claims) => verb('reserve', (cells, now) => reserve(cells, claims, now)),
    refund: (receipts) => verb('refund', (cells, now) => refund(cells, receipts, now)),
    holdBack: (key, untilMs) =>
      verb('holdBack', (cells, now) => {
        const endsAt = Math.max(untilMs, busyUntil(cells, cellKey.hold(key), now));
        putCell(cells, cellKey.hold(key), { value: now, endsAt }, now);
      }),
    used: (key) => verb('used', (cells, now) => liveNumber(cells, cellKey.quota(key), now)),
    lease: (key, owner, ttlMs) =>
      verb('lease', (cells, now) => {
        const holder = liveCell(cells, cellKey.lease(key), now)?.value ?? owner;
        if (holder !== owner) return false;
        putCell(cells, cellKey.lease(key), { value: owner, endsAt: now + ttlMs }, now);
        return true;
      }),
    release: (key, owner) =>
      verb('release', (cells) => {
        if (cells.get(cellKey.lease(key))?.value === owner) cells.delete(cellKey.lease(key));
      }),
    swap: (key, seen, next, ttlMs) =>
      verb('swap', (cells, now) => {
        const value = liveCell(cells, cellKey.text(key), now)?.value;
        const found = value === undefined ? undefined : String(value);
        const swapped = next !== undefined && found === seen;
        if (swapped) putCell(cells, cellKey.text(key), { value: next, endsAt: now + ttlMs }, now);
        return { swapped, found, now };
      }),
  };
}
