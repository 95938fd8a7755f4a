-- Takes the next free id.
--
-- KEYS  users, throng:users, throng:next-id
-- ARGV  the first id there is, the last one
-- Returns the id; 0 if so many in a row are taken that one should ask again, since Redis does
-- nothing else meanwhile; -1 if there is none.
local originals, own, counter = KEYS[1], KEYS[2], KEYS[3]
local last = tonumber(ARGV[2])

-- Lua writes large numbers as 1e+15 by itself.
local function decimal(number)
  return string.format('%.0f', number)
end

local function taken(id)
  return redis.call('HEXISTS', originals, id) == 1 or redis.call('HEXISTS', own, id) == 1
end

local from = tonumber(redis.call('GET', counter) or ARGV[1])
for id = from, from + 999 do
  if id > last then
    return -1
  end
  if not taken(decimal(id)) then
    redis.call('SET', counter, decimal(id + 1))
    return id
  end
end
redis.call('SET', counter, decimal(from + 1000))
return 0
