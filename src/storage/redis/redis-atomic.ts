import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { cellKey } from '../claims.ts';
import type { RedisConnection } from './redis-connection.ts';
import { HOLD_BACK, LEASE, RAISE, READ, REFUND, RELEASE, RESERVE, SWAP } from './redis-scripts.ts';
import { type Atomic, type Claim, type Receipt, type Reservation, StorageError } from '../storage.ts';

const textList = z.array(z.string());
const swapReply = z.tuple([z.string(), z.string(), z.string()]);

/** The atomic verbs on Redis, its keys under `prefix`. */
export function redisAtomic(connection: RedisConnection, prefix: string, clock: Clock): Atomic {
  const run = (
    what: string,
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
    whenLate?: (reply: unknown) => unknown,
  ) =>
    attempt(what, () =>
      connection.timed(
        () =>
          runScript(connection, script, {
            keys: keys.map((key) => prefix + key),
            arguments: [clock.now(), ...args].map(String),
          }),
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
      const read = (reply: unknown) => readReservation(claims, textList.parse(reply));
      const giveBack = async (reply: unknown) => {
        const late = read(reply);
        if (late.granted) await refund(late.receipts);
      };
      return read(await run('reserve', RESERVE, claims.flatMap(claimKeys), claims.flatMap(claimArguments), giveBack));
    },
    refund,
    holdBack: async (key, untilMs) => {
      await run('holdBack', HOLD_BACK, [cellKey.hold(key)], [untilMs]);
    },
    used: async (key) => Number(await run('used', READ, [cellKey.quota(key)])),
    lease: async (key, owner, ttlMs) =>
      (await run('lease', LEASE, [cellKey.lease(key)], [owner, clock.now() + ttlMs])) === 1,
    release: async (key, owner) => {
      await run('release', RELEASE, [cellKey.lease(key)], [owner]);
    },
    raise: async (key, value, ttlMs) =>
      Number(await run('raise', RAISE, [cellKey.number(key)], [value, clock.now() + ttlMs])),
    read: async (key) => Number(await run('read', READ, [cellKey.number(key)])),
    swap: async (key, seen = '', next = '', ttlMs) => {
      const input = { keys: [prefix + cellKey.text(key)], arguments: [seen, next, String(Math.ceil(ttlMs))] };
      const reply = await attempt('swap', () => connection.timed(() => runScript(connection, SWAP, input)));
      const [swapped, found, now] = swapReply.parse(reply);
      return { swapped: swapped === '1', found: found === '' ? undefined : found, now: Number(now) };
    },
  };
}

interface ScriptInput {
  readonly keys: string[];
  readonly arguments: string[];
}

async function runScript({ client }: RedisConnection, script: string, input: ScriptInput): Promise<unknown> {
  const sha = createHash('sha1').update(script).digest('hex');
  try {
    return await client.evalSha(sha, input);
  } catch (error) {
    // Redis forgets its scripts when it restarts.
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(script, input);
  }
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

function readReservation(claims: readonly Claim[], [granted, first, ...rest]: string[]): Reservation {
  if (granted === '1') {
    const receipts = claims.map(({ kind, key }, index): Receipt => {
      const [one, two] = [Number(rest[2 * index]), Number(rest[2 * index + 1])];
      return kind === 'pace' ? { kind, key, startAt: one, nextAt: two } : { kind, key, amount: one };
    });
    return { granted: true, startAt: Number(first), receipts };
  }
  const claim = claims[Number(first)];
  if (claim === undefined) throw new StorageError('Redis gave an answer that names no claim');
  return { granted: false, claim, retryAt: Number(rest[0]) };
}
