import { randomUUID } from 'node:crypto';
import type { ChainableCommander } from 'ioredis';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { cellKey } from '../claims.ts';
import { patiently } from '../patiently.ts';
import { StorageOpenError } from '../storage-open-error.ts';
import { factsSchema, refuseNewer, SCHEMA } from '../upkeep/facts.ts';
import { HOLD, type StoredRecord, type WholeStore } from '../upkeep/whole-store.ts';
import { describeAddress, type RedisAddress } from './connecting/redis-address.ts';
import type { RedisConnection } from './connecting/redis-connection.ts';
import { redisAtomic } from './redis-atomic.ts';
import { addDelete, addRead, addWrite, readFound, recordAt } from './redis-records.ts';

const PAGE_SIZE = 300;
/** A script renews its hold at a third of this. */
const HELD_MS = 10_000;
/** How long a script waits for others: after a crash the lease of a bot lasts for 5 s, and the hold of a script for 10 s. */
const PATIENCE_MS = 12_000;
const PAUSE_MS = 250;
/** The lists of a BullMQ queue with jobs that are not finished: https://docs.bullmq.io/guide/architecture */
const UNFINISHED = /:(?:wait|active|paused|delayed|prioritized|waiting-children)$/;

export interface RedisWholeOptions {
  readonly connection: RedisConnection;
  readonly address: RedisAddress;
  /** Before each key. */
  readonly prefix: string;
  readonly clock: Clock;
}

const timeReply = z.tuple([z.coerce.number(), z.coerce.number()]);

/** What the bot has in a Redis as a whole. Indexes are none of its records. */
export function redisWhole({ connection, address, prefix, clock }: RedisWholeOptions): WholeStore {
  const { client, timed } = connection;
  const place = `Redis at ${describeAddress(address)}${address.db ? ` (database ${address.db})` : ''}`;
  const factsKey = `${prefix}facts`;
  const atomic = redisAtomic({ connection, prefix: `${prefix}atomic:`, clock });

  /** Sends commands at once. Each may be sent twice. `offset` is by how much the clock of Redis is ahead of this one. */
  const send = (what: string, add: (pipeline: ChainableCommander, offset: number) => void) =>
    attempt(what, () =>
      patiently(async () => {
        const [seconds, microseconds] = timeReply.parse(await timed(() => client.time()));
        const offset = seconds * 1000 + Math.floor(microseconds / 1000) - clock.now();
        const pipeline = client.pipeline();
        add(pipeline, offset);
        const replies = (await timed(() => pipeline.exec())) ?? [];
        for (const [error] of replies) if (error) throw error;
        return { replies: replies.map(([, reply]) => reply), offset };
      }, clock),
    );

  /** Pages of keys that begin with `start`, after the prefix; a key may come twice. */
  const scan = async function* (start = ''): AsyncGenerator<string[], void> {
    const match = `${`${prefix}${start}`.replaceAll(/[*?[\]\\^-]/g, String.raw`\$&`)}*`;
    let cursor = '0';
    do {
      const from = cursor;
      const [next, keys] = await patiently(
        () => timed(() => client.scan(from, 'MATCH', match, 'COUNT', PAGE_SIZE)),
        clock,
      );
      cursor = next;
      yield keys.map((key) => key.slice(prefix.length));
    } while (cursor !== '0');
  };

  const read = async (records: readonly StoredRecord[]) => {
    const { replies, offset } = await send('read', (pipeline) => {
      for (const record of records) addRead(pipeline, prefix, record);
    });
    const now = clock.now();
    return records.map((record, index) =>
      readFound(record, [replies[2 * index], replies[2 * index + 1]], { now, offset }),
    );
  };

  const records = async function* (start = ''): AsyncGenerator<StoredRecord, void> {
    const seen = new Set<string>();
    for await (const scanned of scan(start)) {
      const keys = [...new Set(scanned)].filter((key) => !seen.has(key));
      const places = keys.map(recordAt).filter((record) => record !== undefined);
      for (const key of keys) seen.add(key);
      if (places.length === 0) continue;
      for (const record of await read(places)) if (record !== undefined) yield record;
    }
  };

  const isUsedByBot = async () => {
    for await (const _lease of records(`atomic:${cellKey.lease('process:')}`)) return true;
    return false;
  };

  return {
    place,
    isFile: false,
    async facts() {
      const { schema = 1, ...facts } = await timed(() => client.hgetall(factsKey));
      refuseNewer(place, Number(schema));
      return factsSchema.parse(facts);
    },
    async setFacts(changes) {
      const set = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
      const removed = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [name] : []));
      const change = client.multi().hset(factsKey, 'schema', SCHEMA, ...set);
      if (removed.length > 0) change.hdel(factsKey, ...removed);
      for (const [error] of (await timed(() => change.exec())) ?? []) if (error) throw error;
    },
    async claimId(id) {
      await timed(() => client.hsetnx(factsKey, 'id', id));
      return (await timed(() => client.hget(factsKey, 'id'))) ?? id;
    },
    records: () => records(),
    read,
    write: async (written) => {
      await send('write', (pipeline, offset) => {
        for (const record of written) addWrite(pipeline, prefix, record, { now: clock.now(), offset });
      });
    },
    delete: async (deleted) => {
      await send('delete', (pipeline) => {
        for (const record of deleted) addDelete(pipeline, prefix, record);
      });
    },
    async unfinishedJobs() {
      const lists = new Set<string>();
      for await (const keys of scan()) for (const key of keys) if (isUnfinished(key)) lists.add(key);
      return lists.size;
    },
    isHeld: async () =>
      (await read([{ kind: 'cell', key: cellKey.lease(HOLD), value: '', endsAt: 0 }]))[0] !== undefined,
    async hold() {
      const owner = randomUUID();
      const until = clock.now() + PATIENCE_MS;
      while (!(await atomic.lease(HOLD, owner, HELD_MS))) {
        if (clock.now() > until) throw inUse(place, 'another restore or move');
        await clock.sleep(PAUSE_MS);
      }
      const renewing = setInterval(() => void atomic.lease(HOLD, owner, HELD_MS).catch(() => undefined), HELD_MS / 3);
      const release = async () => {
        clearInterval(renewing);
        await atomic.release(HOLD, owner).catch(() => undefined);
      };
      // After the hold, so that a bot that starts now sees it.
      while (await isUsedByBot()) {
        if (clock.now() > until) {
          await release();
          throw inUse(place, 'a process of this bot');
        }
        await clock.sleep(PAUSE_MS);
      }
      return {
        // A bot that was starting may have missed the hold.
        async ensure() {
          if (!(await atomic.lease(HOLD, owner, HELD_MS))) throw inUse(place, 'another restore or move');
          if (await isUsedByBot()) throw inUse(place, 'a process of this bot');
        },
        [Symbol.asyncDispose]: release,
      };
    },
  };
}

function inUse(place: string, by: string): StorageOpenError {
  return new StorageOpenError(`${place} is in use by ${by}: stop that first`);
}

function isUnfinished(key: string): boolean {
  return recordAt(key) === undefined && !key.startsWith('index:') && UNFINISHED.test(key);
}
