import { script } from '../../../../storage/redis/redis-scripts.ts';

/**
 * What has to be one step on the keys of BullMQ 6.7.0 and has no verb there. They are as its own scripts have them:
 * `wait` and `active` are lists of job ids; `prioritized` is ordered by priority * 2^32, `delayed` by ms * 4096;
 * `pc` counts them within a priority. `ID` is a job's hash, and `ID:lock` has the token of the worker that runs it. Adding
 * to `marker` wakes workers. Ours is `line:LANE`: the waiting requests of a lane by their rounds.
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
/** How often it is looked whether a worker that may be in a call has died, in ms. */
const LOOK_AGAIN_MS = 1000;
/** The most that BullMQ takes is 2^21. */
const LAST_ROUND = 2_000_000;
/**
 * Fair queueing: a request's round is one after the first that waits, and two after the last of its own lane. So it
 * comes after one more request of each other lane, however many those have, and before their others.
 */
export const ENTER = script(`${PRELUDE}
local first = redis.call('ZRANGE', prioritized, 0, 0, 'WITHSCORES')
local last = redis.call('ZRANGE', lane, -1, -1, 'WITHSCORES')
local round = math.max(first[2] and math.floor(first[2] / 4294967296) + 1 or 1, last[2] and last[2] + 2 or 1)
round = math.min(round, ${LAST_ROUND})
local waiting = redis.call('ZCARD', lane)
local isNew = redis.call('ZADD', lane, 'NX', round, id)
redis.call('PEXPIRE', lane, ${PLACE_KEPT_MS})
local ahead = redis.call('LLEN', wait) + redis.call('ZCOUNT', prioritized, '-inf', '(' .. (round + 1) * 4294967296)
return { waiting, ahead, round, redis.call('LLEN', active), isNew }
`);

export const LEAVE = script(`${PRELUDE}
redis.call('ZREM', lane, id)
`);

/**
 * ARGV: data, ms until workers may take it, how many more jobs its receiver can run itself. Like BullMQ's own promotion,
 * but nobody else is woken for what its receiver takes. A delay is by the clock of Redis, and ends by that of the worker
 * that looks. @returns 0 if it wasn't held, 2 if its receiver is to take it, else 1.
 */
export const RELEASE = script(`${PRELUDE}
if not redis.call('ZSCORE', delayed, id) then return 0 end
redis.call('HSET', job, 'data', ARGV[2])
local inMs = tonumber(ARGV[3])
if inMs > 0 then
  redis.call('ZADD', delayed, (now() + inMs) * 4096, id)
  local first = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
  redis.call('ZADD', marker, first[2] / 4096, '1')
else
  redis.call('ZREM', delayed, id)
  local waiting = redis.call('LLEN', wait) + redis.call('ZCARD', prioritized)
  local round = tonumber(redis.call('HGET', job, 'priority'))
  redis.call('ZADD', prioritized, round * 4294967296 + redis.call('INCR', counter) % 4294967296, id)
  if waiting < tonumber(ARGV[4]) then return 2 end
  redis.call('ZADD', marker, 0, '0')
end
return 1
`);

/**
 * As BullMQ's `moveToActive`, which wakes another worker for each job that it gives, even if none is left. KEYS: as
 * above, up to `counter`. ARGV: prefix, time, token, lock in ms. @returns as it does, and how many are left.
 */
export const TAKE_NEXT = script(`
local wait, active, prioritized, delayed, stalled, marker, counter = unpack(KEYS)
local prefix, now, token, lockMs = unpack(ARGV)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', delayed, 0, (now + 1) * 4096 - 1, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', delayed, id)
  local round = tonumber(redis.call('HGET', prefix .. id, 'priority') or 1)
  redis.call('ZADD', prioritized, round * 4294967296 + redis.call('INCR', counter) % 4294967296, id)
  redis.call('HSET', prefix .. id, 'delay', 0)
end
local delayedUntil = (redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')[2] or 0) / 4096
local id = redis.call('RPOPLPUSH', wait, active)
if not id then
  id = redis.call('ZPOPMIN', prioritized)[1]
  if not id then
    redis.call('DEL', counter)
    return { 0, 0, 0, delayedUntil, 0 }
  end
  redis.call('LPUSH', active, id)
end
local left = redis.call('LLEN', wait) + redis.call('ZCARD', prioritized)
if left > 0 then redis.call('ZADD', marker, 0, '0') end
redis.call('SET', prefix .. id .. ':lock', token, 'PX', lockMs)
redis.call('HSET', prefix .. id, 'processedOn', now)
redis.call('HINCRBY', prefix .. id, 'ats', 1)
return { redis.call('HGETALL', prefix .. id), id, 0, delayedUntil, left }
`);

/**
 * ARGV: token, data, lock in ms, whether it doesn't wait any more, the connection whose process is about to make a call.
 * @returns whether it was written, ms since its last notice.
 */
export const WRITE = script(`${PRELUDE}
if redis.call('GET', lock) ~= ARGV[2] then return { 0, -1 } end
redis.call('HSET', job, 'data', ARGV[3])
if ARGV[6] == '' then redis.call('HDEL', job, 'calling', 'caller', 'adoptAt')
else redis.call('HSET', job, 'calling', ARGV[2], 'caller', ARGV[6]) end
redis.call('SET', lock, ARGV[2], 'PX', ARGV[4])
if ARGV[5] == '1' then redis.call('ZREM', lane, id) end
local noticed = redis.call('HGET', job, 'noticed')
return { 1, noticed and now() - noticed or -1 }
`);

/**
 * Locks a job that this worker runs, unless another has run it since; one that has only looked at it hasn't. Where Redis has lost its last writes, what the
 * worker knows is right: the job is written again. ARGV: token, lock in ms, the run's number, whether writes were lost,
 * data, options, priority, time.
 */
export const RECLAIM = script(`${PRELUDE}
local holder = redis.call('GET', lock)
local isCalling = redis.call('HGET', job, 'calling') == ARGV[2]
if holder and holder ~= ARGV[2] and not isCalling then return 0 end
if isCalling then redis.call('HSET', job, 'ats', ARGV[4]) end
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
`);

/**
 * For a worker that has been given a job whose last worker may be in a call. ARGV: token, for how long that one may still
 * be, in ms; 0 = it has died. Until then the job is put off for a second, and the last worker can have it back.
 */
export const ADOPT = script(`${PRELUDE}
if redis.call('GET', lock) ~= ARGV[2] then return 0 end
local waitMs = tonumber(ARGV[3])
if waitMs > 0 and redis.call('HEXISTS', job, 'calling') == 1 then
  redis.call('HSETNX', job, 'adoptAt', now() + waitMs)
  if now() < tonumber(redis.call('HGET', job, 'adoptAt')) then
    redis.call('HINCRBY', job, 'ats', -1)
    redis.call('DEL', lock)
    leaveLists()
    redis.call('ZADD', delayed, (now() + ${LOOK_AGAIN_MS}) * 4096, id)
    redis.call('ZADD', marker, redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')[2] / 4096, '1')
    return 0
  end
end
redis.call('HDEL', job, 'calling', 'caller', 'adoptAt')
return 1
`);

/** ARGV: token. It is the next to be taken, and its run doesn't count. */
export const HAND_OVER = script(`${PRELUDE}
if redis.call('GET', lock) ~= ARGV[2] then return end
redis.call('HINCRBY', job, 'ats', -1)
redis.call('DEL', lock)
leaveLists()
redis.call('RPUSH', wait, id)
redis.call('ZADD', marker, 0, '0')
`);

/** ARGV: token, whether to give up the lock. */
export const LET_GO = script(`${PRELUDE}
if redis.call('HGET', job, 'calling') == ARGV[2] then redis.call('HDEL', job, 'calling', 'caller', 'adoptAt') end
if ARGV[3] == '1' and redis.call('GET', lock) == ARGV[2] then redis.call('DEL', lock) end
`);

/** Takes a job out of the line to work on it. ARGV: token, lock in ms. @returns the run's number; 0 if it doesn't wait. */
export const TAKE = script(`${PRELUDE}
if redis.call('ZREM', prioritized, id) == 0 and redis.call('ZREM', delayed, id) == 0 then return 0 end
redis.call('LPUSH', active, id)
redis.call('SET', lock, ARGV[2], 'PX', ARGV[3])
redis.call('ZREM', lane, id)
return redis.call('HINCRBY', job, 'ats', 1)
`);

/** Removes a job, unless another worker runs it. ARGV: token, of which run it must be, if that matters. */
export const REMOVE = script(`${PRELUDE}
redis.call('ZREM', lane, id)
local holder = redis.call('GET', lock)
if holder and holder ~= ARGV[2] then return 0 end
if ARGV[3] ~= '' then
  local run = redis.call('EXISTS', job) == 1 and (redis.call('HGET', job, 'ats') or '0')
  if run ~= ARGV[3] then return 0 end
end
leaveLists()
redis.call('DEL', job, lock)
return 1
`);

/** How many start before a job, and a note that its person is told so; -1 if it doesn't wait. */
export const PLACE = script(`${PRELUDE}
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
`);

/** Wakes workers for a job that was moved back. */
export const WAKE = script(`${PRELUDE}
redis.call('ZADD', marker, 0, '0')
`);
