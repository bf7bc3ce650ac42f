/**
 * The atomic verbs in Lua, one script for each; the rules are those of claims.ts and cells-atomic.ts.
 *
 * A cell is a hash of `value` and `endsAt`. Whether it has ended is judged by the caller's clock; Redis's own expiry
 * comes a minute later and only tidies up. Numbers travel as text with 17 digits, which keeps every double exact
 * (Lua's own conversion keeps 14 digits, and Redis cuts the fraction off numbers that a script returns).
 */
const PRELUDE = `
local now = tonumber(ARGV[1])
local function text(number) return string.format('%.17g', number) end
local function cell(key)
  local raw = redis.call('HMGET', key, 'value', 'endsAt')
  if raw[1] and tonumber(raw[2]) > now then return { value = raw[1], endsAt = tonumber(raw[2]) } end
end
local function put(key, value, endsAt)
  if endsAt <= now then redis.call('DEL', key) return end
  redis.call('HSET', key, 'value', value, 'endsAt', text(endsAt))
  redis.call('PEXPIRE', key, string.format('%.0f', math.ceil(endsAt - now) + 60000))
end
`;

/** KEYS: two for each claim (pace and hold, or twice the quota). ARGV: now, then kind and three numbers for each. */
export const RESERVE = `${PRELUDE}
local taken, order, receipts, start = {}, {}, {}, now
local function look(key) return taken[key] or cell(key) end
local function number(found) return found and tonumber(found.value) or 0 end
local function take(key, value, endsAt)
  if not taken[key] then order[#order + 1] = key end
  taken[key] = { value = text(value), endsAt = endsAt }
end
for i = 1, #KEYS / 2 do
  local key, hold, at = KEYS[2 * i - 1], KEYS[2 * i], 4 * i - 2
  local kind = ARGV[at]
  local first, second, third = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  if kind == 'pace' then
    local turn = math.max(now, number(look(key)), number(look(hold)))
    if turn - now > second then return { '0', tostring(i - 1), text(turn - second) } end
    take(key, turn + first, turn + first)
    start = math.max(start, turn)
    receipts[#receipts + 1] = text(turn)
    receipts[#receipts + 1] = text(turn + first)
  else
    local found = look(key) or { value = 0, endsAt = now + third }
    local count = tonumber(found.value) + first
    if count > second then return { '0', tostring(i - 1), text(found.endsAt) } end
    take(key, count, found.endsAt)
    receipts[#receipts + 1] = text(first)
    receipts[#receipts + 1] = '0'
  end
end
for _, key in ipairs(order) do put(key, taken[key].value, taken[key].endsAt) end
return { '1', text(start), unpack(receipts) }
`;

/** KEYS: one for each receipt, the last taken first. ARGV: now, then kind and two numbers for each. */
export const REFUND = `${PRELUDE}
for i = 1, #KEYS do
  local key, at, found = KEYS[i], 3 * i - 1, cell(KEYS[i])
  local first, second = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  if found and ARGV[at] == 'pace' then
    if tonumber(found.value) == second then put(key, text(first), first) end
  elseif found then
    local count = tonumber(found.value) - first
    if count > 0 then put(key, text(count), found.endsAt) else redis.call('DEL', key) end
  end
end
`;

/** KEYS: hold. ARGV: now, until. */
export const HOLD_BACK = `${PRELUDE}
local found = cell(KEYS[1])
local untilAt = math.max(tonumber(ARGV[2]), found and tonumber(found.value) or 0)
put(KEYS[1], text(untilAt), untilAt)
`;

/** KEYS: lease. ARGV: now, owner, end. */
export const LEASE = `${PRELUDE}
local found = cell(KEYS[1])
if found and found.value ~= ARGV[2] then return 0 end
put(KEYS[1], ARGV[2], tonumber(ARGV[3]))
return 1
`;

/** KEYS: lease. ARGV: now, owner. */
export const RELEASE = `${PRELUDE}
local found = cell(KEYS[1])
if found and found.value == ARGV[2] then redis.call('DEL', KEYS[1]) end
`;

/** KEYS: number. ARGV: now, value, end. */
export const RAISE = `${PRELUDE}
local found = cell(KEYS[1]) or { value = 0, endsAt = 0 }
local value = math.max(tonumber(ARGV[2]), tonumber(found.value))
put(KEYS[1], text(value), math.max(tonumber(ARGV[3]), found.endsAt))
return text(value)
`;

/** KEYS: any cell of a number. ARGV: now. */
export const READ = `${PRELUDE}
local found = cell(KEYS[1])
return found and found.value or '0'
`;

/**
 * KEYS: a plain text, without a cell around it. ARGV: the text that was seen, the next one, how long it is kept in ms.
 * An empty text stands for none. The time is that of Redis.
 */
export const SWAP = `
local time = redis.call('TIME')
local found = redis.call('GET', KEYS[1]) or ''
local swapped = ARGV[2] ~= '' and found == ARGV[1]
if swapped then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return { swapped and '1' or '0', found, string.format('%.3f', time[1] * 1000 + time[2] / 1000) }
`;
