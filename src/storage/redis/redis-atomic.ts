import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { cellKey } from '../claims.ts';
import { type Atomic, type Claim, type Receipt, type Reservation, StorageError } from '../storage.ts';
import { createHeldLeases } from './held-leases.ts';
import type { RedisConnection } from './connecting/redis-connection.ts';
import { HOLD_BACK, LEASE, READ, REFUND, RELEASE, RESERVE, type Script, SWAP } from './redis-scripts.ts';

export interface RedisAtomicOptions {
  readonly connection: RedisConnection;
  /** Before each key. */
  readonly prefix: string;
  readonly clock: Clock;
  /** Instead of the server's time, for tests. */
  readonly redisTime?: (() => number) | undefined;
}

const textList = z.array(z.string());
const swapReply = z.tuple([z.string(), z.string(), z.string()]);

/** The atomic verbs on Redis. */
export function redisAtomic({ connection, prefix, clock, redisTime }: RedisAtomicOptions): Atomic {
  const leases = createHeldLeases(connection);
  const run = (
    what: string,
    script: Script,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
    whenLate?: (reply: unknown) => unknown,
  ) =>
    attempt(what, () =>
      connection.scripts.run(
        script,
        { keys: keys.map((key) => prefix + key), args: [redisTime?.() ?? '', ...args] },
        whenLate,
      ),
    );

  const refund = async (receipts: readonly Receipt[]) => {
    const last = receipts.toReversed();
    await run(
      'refund',
      REFUND,
      last.map((receipt) => cellKey[receipt.kind](receipt.key)),
      last.flatMap(receiptArguments),
    );
  };

  return {
    reserve: async (claims) => {
      const read = (reply: unknown) => readReservation(claims, textList.parse(reply), clock.now());
      const giveBack = async (reply: unknown) => {
        const late = read(reply);
        if (late.granted) await refund(late.receipts);
      };
      return read(await run('reserve', RESERVE, claims.flatMap(claimKeys), claims.flatMap(claimArguments), giveBack));
    },
    refund,
    holdBack: async (key, untilMs) => {
      await run('holdBack', HOLD_BACK, [cellKey.hold(key)], [untilMs - clock.now()]);
    },
    used: async (key) => Number(await run('used', READ, [cellKey.quota(key)])),
    lease: (key, owner, ttlMs) =>
      leases.take(
        key,
        owner,
        ttlMs,
        async () => (await run('lease', LEASE, [cellKey.lease(key)], [owner, ttlMs])) === 1,
      ),
    release: async (key, owner) => {
      leases.drop(key, owner);
      await run('release', RELEASE, [cellKey.lease(key)], [owner]);
    },
    swap: async (key, seen = '', next = '', ttlMs) => {
      const input = { keys: [prefix + cellKey.text(key)], args: [seen, next, Math.ceil(ttlMs)] };
      const reply = await attempt('swap', () => connection.scripts.run(SWAP, input));
      const [swapped, found, now] = swapReply.parse(reply);
      return { swapped: swapped === '1', found: found === '' ? undefined : found, now: Number(now) };
    },
  };
}

function claimKeys(claim: Claim): string[] {
  if (claim.kind === 'pace') return [cellKey.pace(claim.key), cellKey.hold(claim.key)];
  return [cellKey.quota(claim.key), cellKey.quota(claim.key)];
}

function claimArguments(claim: Claim): (string | number)[] {
  if (claim.kind === 'pace') return [claim.kind, claim.intervalMs, claim.patienceMs, 0];
  return [claim.kind, claim.amount, claim.limit, claim.ttlMs];
}

function receiptArguments(receipt: Receipt): (string | number)[] {
  if (receipt.kind === 'pace') return [receipt.kind, receipt.startAt, receipt.nextAt];
  return [receipt.kind, receipt.amount, 0];
}

/** @param now when the reply came, by this process's clock, so that a turn is never taken to come before it does. */
function readReservation(claims: readonly Claim[], reply: string[], now: number): Reservation {
  const [serverNow, granted, first, ...rest] = reply;
  const toOwnTime = (text: string | undefined) => Number(text) + (now - Number(serverNow));
  if (granted === '1') {
    const receipts = claims.map(({ kind, key }, index): Receipt => {
      const [one, two] = [Number(rest[2 * index]), Number(rest[2 * index + 1])];
      return kind === 'pace' ? { kind, key, startAt: one, nextAt: two } : { kind, key, amount: one };
    });
    return { granted: true, startAt: toOwnTime(first), receipts };
  }
  const claim = claims[Number(first)];
  if (claim === undefined) throw new StorageError('Redis returned a response without a claim');
  return { granted: false, claim, retryAt: toOwnTime(rest[0]) };
}
