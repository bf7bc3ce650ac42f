import { script } from './redis-scripts.ts';

/** Puts a row's key into the sets of its words, where it stays as long as the row; each set expires with its last key. */
const PRELUDE = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function put(word, key, ttl)
  redis.call('ZREMRANGEBYSCORE', word, '-inf', now)
  local added = redis.call('ZADD', word, now + ttl, key)
  if redis.call('PTTL', word) < ttl then redis.call('PEXPIRE', word, ttl) end
  return added
end
`;

/** KEYS: row. */
export const GET_ROW = script(`
return redis.call('GET', KEYS[1])
`);

/** KEYS: row, then its words. ARGV: key, text, for how long. */
export const SET_ROW = script(`${PRELUDE}
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
for i = 2, #KEYS do put(KEYS[i], ARGV[1], tonumber(ARGV[3])) end
`);

/** KEYS: row, then its words. ARGV: key. Returns how many words were missing. */
export const ADD_TO_INDEX = script(`${PRELUDE}
local ttl, added = redis.call('PTTL', KEYS[1]), 0
if ttl <= 0 then return 0 end
for i = 2, #KEYS do added = added + put(KEYS[i], ARGV[1], ttl) end
return added
`);

/** KEYS: word, then rows. ARGV: their keys. Removes those whose row is gone, even if it was there a moment ago. */
export const TIDY_INDEX = script(`
for i, key in ipairs(ARGV) do
  if redis.call('EXISTS', KEYS[i + 1]) == 0 then redis.call('ZREM', KEYS[1], key) end
end
`);

/** KEYS: rows. ARGV: for each, the text that was read and the next one. Their expiry stays. */
export const REWRITE_ROWS = script(`
for i, row in ipairs(KEYS) do
  local ttl = redis.call('PTTL', row)
  if ttl > 0 and redis.call('GET', row) == ARGV[2 * i - 1] then redis.call('SET', row, ARGV[2 * i], 'PX', ttl) end
end
`);
