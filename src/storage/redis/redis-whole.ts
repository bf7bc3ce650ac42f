import type { ChainableCommander } from 'ioredis';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { attempt } from '../attempt.ts';
import { patiently } from '../patiently.ts';
import { factsSchema, refuseNewer, SCHEMA, versionBy } from '../upkeep/facts.ts';
import type { StoredRecord, WholeStore } from '../upkeep/whole/whole-store.ts';
import { describeAddress, type RedisAddress } from './connecting/redis-address.ts';
import type { RedisConnection } from './connecting/redis-connection.ts';
import { redisAtomic } from './redis-atomic.ts';
import { holdRedis } from './redis-hold.ts';
import { addDelete, addRead, addWrite, keyOf, readFound, recordAt } from './redis-records.ts';
import { REWRITE_ROWS } from './redis-row-scripts.ts';

const PAGE_SIZE = 300;
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

  const records = async function* (start = '', mayRepeat = false): AsyncGenerator<StoredRecord, void> {
    const seen = new Set<string>();
    for await (const scanned of scan(start)) {
      const keys = [...new Set(scanned)].filter((key) => !seen.has(key));
      const places = keys.map(recordAt).filter((record) => record !== undefined);
      if (!mayRepeat) for (const key of keys) seen.add(key);
      if (places.length === 0) continue;
      for (const record of await read(places)) if (record !== undefined) yield record;
    }
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
      const change = client.multi();
      const version = versionBy(changes);
      // Never lowered: an older bot that was refused once stays so.
      if (version === SCHEMA) change.hset(factsKey, 'schema', version);
      else change.hsetnx(factsKey, 'schema', version);
      if (set.length > 0) change.hset(factsKey, ...set);
      if (removed.length > 0) change.hdel(factsKey, ...removed);
      for (const [error] of (await timed(() => change.exec())) ?? []) if (error) throw error;
    },
    async claim(name, value) {
      await timed(() => client.hsetnx(factsKey, name, value));
      return (await timed(() => client.hget(factsKey, name))) ?? value;
    },
    records: ({ mayRepeat } = {}) => records('', mayRepeat),
    read,
    write: async (written) => {
      await send('write', (pipeline, offset) => {
        for (const record of written) addWrite(pipeline, prefix, record, { now: clock.now(), offset });
      });
    },
    async rewrite(rows) {
      const keys = rows.map(({ row }) => keyOf(prefix, row));
      const args = rows.flatMap(({ row, next }) => [row.text, next]);
      await attempt('rewrite', () => patiently(() => connection.scripts.run(REWRITE_ROWS, { keys, args }), clock));
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
    hold: async () => await holdRedis({ connection, prefix, atomic, place, clock }),
  };
}

function isUnfinished(key: string): boolean {
  return recordAt(key) === undefined && !key.startsWith('index:') && UNFINISHED.test(key);
}
