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
