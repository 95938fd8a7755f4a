-- Replaces a user's records if they still are as they were read; empty stands for none.
--
-- KEYS  users, throng:users, throng:names, throng:named, throng:ids
-- ARGV  id, the original's record and ours as they were, both as they shall be, member of
--       throng:names (empty: the user leaves the index)
-- Returns 1, or 0 if somebody else was quicker.
local originals, own, names, named, ids = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id, member = ARGV[1], ARGV[6]

local function put(key, value)
  if value == '' then
    redis.call('HDEL', key, id)
  else
    redis.call('HSET', key, id, value)
  end
end

if (redis.call('HGET', originals, id) or '') ~= ARGV[2]
    or (redis.call('HGET', own, id) or '') ~= ARGV[3] then
  return 0
end
put(originals, ARGV[4])
put(own, ARGV[5])
local before = redis.call('HGET', named, id)
if before and before ~= member then
  redis.call('ZREM', names, before)
end
put(named, member)
if member == '' then
  redis.call('ZREM', ids, id)
else
  redis.call('ZADD', names, 0, member)
  redis.call('ZADD', ids, id, id)
end
return 1
