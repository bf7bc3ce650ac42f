import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attempt } from '../../../storage/attempt.ts';
import type { RedisConnection } from '../../../storage/redis/redis-connection.ts';

/**
 * What has to be one step on the keys of BullMQ 6.7.0 and has no verb there. They are as its own scripts have them:
 * `wait` and `active` are lists of job ids; `prioritized` is ordered by priority * 2^32, `delayed` by ms * 4096;
 * `pc` counts them within a priority. `ID` is a job's hash, `ID:lock` has the token of the worker that runs it; adding to `marker` wakes workers.
 * Ours is `line:LANE`: the waiting requests of a lane by their rounds.
 */
const PRELUDE = `
local wait, active, prioritized, delayed, stalled, marker, counter, job, lock, lane = unpack(KEYS)
local id = ARGV[1]
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function leaveLists()
  redis.call('LREM', wait, 0, id)
  redis.call('LREM', active, 0, id)
  redis.call('ZREM', prioritized, id)
  redis.call('ZREM', delayed, id)
  redis.call('SREM', stalled, id)
end
`;

/** How long a place in a lane is kept for a request that is never heard of again, in ms: as long as one can take. */
const PLACE_KEPT_MS = 15 * 60_000;
/** The most that BullMQ takes is 2^21. */
const LAST_ROUND = 2_000_000;
/**
 * Fair queueing: a request's round is one after the first that waits, and two after the last of its own lane. So it
 * comes after one more request of each other lane, however many those have, and before their others.
 */
const ENTER = `${PRELUDE}
local first = redis.call('ZRANGE', prioritized, 0, 0, 'WITHSCORES')
local last = redis.call('ZRANGE', lane, -1, -1, 'WITHSCORES')
local round = math.max(first[2] and math.floor(first[2] / 4294967296) + 1 or 1, last[2] and last[2] + 2 or 1)
round = math.min(round, ${LAST_ROUND})
local waiting = redis.call('ZCARD', lane)
local isNew = redis.call('ZADD', lane, 'NX', round, id)
redis.call('PEXPIRE', lane, ${PLACE_KEPT_MS})
local ahead = redis.call('LLEN', wait) + redis.call('ZCOUNT', prioritized, '-inf', '(' .. (round + 1) * 4294967296)
return { waiting, ahead, round, redis.call('LLEN', active), isNew }
`;

const LEAVE = `${PRELUDE}
redis.call('ZREM', lane, id)
`;

/** ARGV: data, ms until it may start. Like BullMQ's own promotion; a delay is by the clock of Redis. */
const RELEASE = `${PRELUDE}
if not redis.call('ZSCORE', delayed, id) then return 0 end
redis.call('HSET', job, 'data', ARGV[2])
local inMs = tonumber(ARGV[3])
if inMs > 0 then
  redis.call('ZADD', delayed, (now() + inMs) * 4096, id)
  local first = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
  redis.call('ZADD', marker, first[2] / 4096, '1')
else
  redis.call('ZREM', delayed, id)
  local round = tonumber(redis.call('HGET', job, 'priority'))
  redis.call('ZADD', prioritized, round * 4294967296 + redis.call('INCR', counter) % 4294967296, id)
  redis.call('ZADD', marker, 0, '0')
end
return 1
`;

/** ARGV: token, data, lock in ms, whether it doesn't wait any more. @returns whether it was written, ms since its last notice. */
const WRITE = `${PRELUDE}
if redis.call('GET', lock) ~= ARGV[2] then return { 0, -1 } end
redis.call('HSET', job, 'data', ARGV[3])
redis.call('SET', lock, ARGV[2], 'PX', ARGV[4])
if ARGV[5] == '1' then redis.call('ZREM', lane, id) end
local noticed = redis.call('HGET', job, 'noticed')
return { 1, noticed and now() - noticed or -1 }
`;

/**
 * Locks a job that this worker runs, unless another has run it since. Where Redis has lost its last writes, what the
 * worker knows is right: the job is written again. ARGV: token, lock in ms, the run's number, whether writes were lost,
 * data, options, priority, time.
 */
const RECLAIM = `${PRELUDE}
local holder = redis.call('GET', lock)
if holder and holder ~= ARGV[2] then return 0 end
if ARGV[5] == '1' then
  redis.call('HSET', job, 'name', 'request', 'data', ARGV[6], 'opts', ARGV[7], 'priority', ARGV[8],
    'timestamp', ARGV[9], 'delay', 0, 'ats', ARGV[4])
elseif redis.call('HGET', job, 'ats') ~= ARGV[4] then
  return 0
end
leaveLists()
redis.call('LPUSH', active, id)
redis.call('SET', lock, ARGV[2], 'PX', ARGV[3])
return 1
`;

/** Takes a job out of the line to work on it. ARGV: token, lock in ms. @returns the run's number; 0 if it doesn't wait. */
const TAKE = `${PRELUDE}
if redis.call('ZREM', prioritized, id) == 0 and redis.call('ZREM', delayed, id) == 0 then return 0 end
redis.call('LPUSH', active, id)
redis.call('SET', lock, ARGV[2], 'PX', ARGV[3])
redis.call('ZREM', lane, id)
return redis.call('HINCRBY', job, 'ats', 1)
`;

/** Removes a job, unless another worker runs it. ARGV: token. */
const REMOVE = `${PRELUDE}
redis.call('ZREM', lane, id)
local holder = redis.call('GET', lock)
if holder and holder ~= ARGV[2] then return 0 end
leaveLists()
redis.call('DEL', job, lock)
return 1
`;

/** How many start before a job, and a note that its person is told so; -1 if it doesn't wait. */
const PLACE = `${PRELUDE}
local rank = redis.call('ZRANK', prioritized, id)
local ahead
if rank then
  ahead = rank + redis.call('LLEN', wait)
elseif redis.call('ZSCORE', delayed, id) then
  ahead = redis.call('ZRANK', lane, id) or 0
else
  return -1
end
redis.call('HSET', job, 'noticed', now())
return ahead
`;

/** Wakes workers for a job that was moved back. */
const WAKE = `${PRELUDE}
redis.call('ZADD', marker, 0, '0')
`;

const SCRIPTS = { ENTER, LEAVE, RELEASE, WRITE, RECLAIM, TAKE, REMOVE, PLACE, WAKE } as const;
const SHAS = new Map<string, string>(
  Object.values(SCRIPTS).map((script) => [script, createHash('sha1').update(script).digest('hex')]),
);

/** A job of BullMQ, and the lane of its request. */
export interface JobPlace {
  readonly id: string;
  readonly lane: string;
}

export type QueueScripts = ReturnType<typeof createQueueScripts>;

const number = z.number();
const pair = z.tuple([number, number]);

/** @param toKey makes the full name of a key of the queue. */
export function createQueueScripts({ client, timed }: RedisConnection, toKey: (name: string) => string) {
  const lists = ['wait', 'active', 'prioritized', 'delayed', 'stalled', 'marker', 'pc'].map(toKey);

  const run = async (script: string, { id, lane }: JobPlace, args: readonly (string | number)[] = []) => {
    const keys = [...lists, toKey(id), toKey(`${id}:lock`), toKey(`line:${lane}`)];
    const input = { keys, arguments: [id, ...args.map(String)] };
    const command = async () => {
      try {
        return await client.evalSha(SHAS.get(script) ?? '', input);
      } catch (error) {
        // Redis forgets its scripts when it restarts.
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return await client.eval(script, input);
      }
    };
    return await attempt('queue', () => timed(command));
  };

  return {
    async enter(place: JobPlace) {
      const reply = z.tuple([number, number, number, number, number]).parse(await run(ENTER, place));
      const [waiting, ahead, round, active, isNew] = reply;
      return { waiting, ahead, round, active, isNew: isNew === 1 };
    },
    leave: async (place: JobPlace) => void (await run(LEAVE, place)),
    release: async (place: JobPlace, data: string, inMs: number) => (await run(RELEASE, place, [data, inMs])) === 1,
    async write(place: JobPlace, token: string, data: string, lockMs: number, isStarted: boolean) {
      const [written, noticedMs] = pair.parse(await run(WRITE, place, [token, data, lockMs, flag(isStarted)]));
      return { written: written === 1, noticedMs: noticedMs < 0 ? undefined : noticedMs };
    },
    async reclaim(place: JobPlace, lock: { token: string; lockMs: number; run: number }, lost: LostJob | undefined) {
      const known = lost ? [lost.data, JSON.stringify({ priority: lost.round }), lost.round, Date.now()] : [];
      const args = [lock.token, lock.lockMs, lock.run, flag(lost !== undefined), ...known];
      return (await run(RECLAIM, place, args)) === 1;
    },
    take: async (place: JobPlace, token: string, lockMs: number) =>
      number.parse(await run(TAKE, place, [token, lockMs])),
    remove: async (place: JobPlace, token = '') => (await run(REMOVE, place, [token])) === 1,
    async place(place: JobPlace) {
      const ahead = number.parse(await run(PLACE, place));
      return ahead < 0 ? undefined : ahead;
    },
    wake: async (place: JobPlace) => void (await run(WAKE, place)),
  };
}

function flag(isSet: boolean): string {
  return isSet ? '1' : '0';
}

/** What is known of a job that Redis may have lost. */
export interface LostJob {
  readonly data: string;
  readonly round: number;
}
