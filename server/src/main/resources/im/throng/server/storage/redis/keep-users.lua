-- Keeps new users: each with both records, its name and its id, or, if its id is taken, not at all.
--
-- KEYS  users, throng:users, throng:names, throng:named, throng:ids
-- ARGV  of each user: id, the original's record, ours, member of throng:names
-- Returns the ids that were taken.
local originals, own, names, named, ids = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local taken = {}
for i = 1, #ARGV, 4 do
  local id, member = ARGV[i], ARGV[i + 3]
  if redis.call('HEXISTS', originals, id) == 1 or redis.call('HEXISTS', own, id) == 1 then
    taken[#taken + 1] = id
  else
    redis.call('HSET', originals, id, ARGV[i + 1])
    redis.call('HSET', own, id, ARGV[i + 2])
    redis.call('ZADD', names, 0, member)
    redis.call('HSET', named, id, member)
    redis.call('ZADD', ids, id, id)
  end
end
return taken
