import { createHash } from 'node:crypto';

/** A Lua script, and the name under which Redis remembers it. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export function script(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

/**
 * The atomic verbs in Lua, one script for each; the rules are those of claims.ts and cells-atomic.ts.
 *
 * A cell is a hash of `value` and `endsAt`. Time is that of the server, in ms, so that processes whose clocks differ
 * agree; only tests pass their own as the first argument, which is empty otherwise. Redis's own expiry comes a minute
 * later and only tidies up. Numbers travel as text with 17 digits, which keeps every double exact (Lua's own conversion
 * keeps 14 digits, and Redis cuts the fraction off numbers that a script returns).
 */
const PRELUDE = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local function text(number) return string.format('%.17g', number) end
local function cell(key)
  local raw = redis.call('HMGET', key, 'value', 'endsAt')
  if raw[1] and tonumber(raw[2]) > now then return { value = raw[1], endsAt = tonumber(raw[2]) } end
end
local function busyUntil(found)
  if not found then return now end
  local setAt = tonumber(found.value)
  if setAt > now and setAt ~= found.endsAt then return now end
  return found.endsAt
end
local function put(key, value, endsAt)
  if endsAt <= now then redis.call('DEL', key) return end
  redis.call('HSET', key, 'value', value, 'endsAt', text(endsAt))
  redis.call('PEXPIRE', key, string.format('%.0f', math.ceil(endsAt - now) + 60000))
end
`;

/** KEYS: two for each claim (pace and hold, or twice the quota). ARGV: time, then kind and three numbers for each. */
export const RESERVE = script(`${PRELUDE}
local taken, order, receipts, start = {}, {}, {}, now
local function look(key) return taken[key] or cell(key) end
local function take(key, value, endsAt)
  if not taken[key] then order[#order + 1] = key end
  taken[key] = { value = text(value), endsAt = endsAt }
end
for i = 1, #KEYS / 2 do
  local key, hold, at = KEYS[2 * i - 1], KEYS[2 * i], 4 * i - 2
  local kind = ARGV[at]
  local first, second, third = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  if kind == 'pace' then
    local turn = math.max(busyUntil(look(key)), busyUntil(look(hold)))
    if turn - now > second then return { text(now), '0', tostring(i - 1), text(turn - second) } end
    take(key, now, turn + first)
    start = math.max(start, turn)
    receipts[#receipts + 1] = text(turn)
    receipts[#receipts + 1] = text(turn + first)
  else
    local found = look(key) or { value = 0, endsAt = now + third }
    local count = tonumber(found.value) + first
    if count > second then return { text(now), '0', tostring(i - 1), text(found.endsAt) } end
    take(key, count, found.endsAt)
    receipts[#receipts + 1] = text(first)
    receipts[#receipts + 1] = '0'
  end
end
for _, key in ipairs(order) do put(key, taken[key].value, taken[key].endsAt) end
return { text(now), '1', text(start), unpack(receipts) }
`);

/** KEYS: one for each receipt, the last taken first. ARGV: time, then kind and two numbers for each. */
export const REFUND = script(`${PRELUDE}
for i = 1, #KEYS do
  local key, at, found = KEYS[i], 3 * i - 1, cell(KEYS[i])
  local first, second = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  if found and ARGV[at] == 'pace' then
    if found.endsAt == second then put(key, text(math.min(tonumber(found.value), first)), first) end
  elseif found then
    local count = tonumber(found.value) - first
    if count > 0 then put(key, text(count), found.endsAt) else redis.call('DEL', key) end
  end
end
`);

/** KEYS: hold. ARGV: time, for how long from now. */
export const HOLD_BACK = script(`${PRELUDE}
put(KEYS[1], text(now), math.max(now + tonumber(ARGV[2]), busyUntil(cell(KEYS[1]))))
`);

/** KEYS: lease. ARGV: time, owner, for how long. */
export const LEASE = script(`${PRELUDE}
local found = cell(KEYS[1])
if found and found.value ~= ARGV[2] then return 0 end
put(KEYS[1], ARGV[2], now + tonumber(ARGV[3]))
return 1
`);

/** KEYS: lease. ARGV: time, owner. */
export const RELEASE = script(`${PRELUDE}
local found = cell(KEYS[1])
if found and found.value == ARGV[2] then redis.call('DEL', KEYS[1]) end
`);

/** KEYS: quota. ARGV: time. */
export const READ = script(`${PRELUDE}
local found = cell(KEYS[1])
return found and found.value or '0'
`);

/**
 * KEYS: a plain text, without a cell around it. ARGV: the text that was seen, the next one, how long it is kept in ms.
 * An empty text stands for none. The time is that of Redis.
 */
export const SWAP = script(`
local time = redis.call('TIME')
local found = redis.call('GET', KEYS[1]) or ''
local swapped = ARGV[2] ~= '' and found == ARGV[1]
if swapped then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return { swapped and '1' or '0', found, string.format('%.3f', time[1] * 1000 + time[2] / 1000) }
`);

/**
 * KEYS: the lease of an operator's command, the signs of processes. ARGV: time, name, for how long. A sign that is there
 * is renewed while a command waits for it to end.
 */
export const SHOW = script(`${PRELUDE}
local isThere = tonumber(redis.call('ZSCORE', KEYS[2], ARGV[2]) or 0) > now
if not isThere and cell(KEYS[1]) then return 'held' end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZADD', KEYS[2], text(now + tonumber(ARGV[3])), ARGV[2])
redis.call('PEXPIRE', KEYS[2], tonumber(ARGV[3]) + 60000)
return isThere and 'there' or 'new'
`);

/** KEYS: the signs of processes. ARGV: name. */
export const LEAVE = script(`
redis.call('ZREM', KEYS[1], ARGV[1])
`);

/** KEYS: the signs of processes. ARGV: time. Names, each followed by when its sign ends. */
export const LIVING = script(`${PRELUDE}
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now), '+inf', 'WITHSCORES')
`);

export const ATOMIC_SCRIPTS = [RESERVE, REFUND, HOLD_BACK, LEASE, RELEASE, READ, SWAP];
