-- Puts users of the original into the index who are not in it.
--
-- KEYS  users, throng:names, throng:named, throng:ids
-- ARGV  of each user: id, member of throng:names
-- Returns how many were new.
local originals, names, named, ids = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local new = 0
for i = 1, #ARGV, 2 do
  local id, member = ARGV[i], ARGV[i + 1]
  -- Who was erased meanwhile must not come back, and who was renamed keeps the new name.
  if redis.call('HEXISTS', originals, id) == 1
      and redis.call('HSETNX', named, id, member) == 1 then
    redis.call('ZADD', names, 0, member)
    redis.call('ZADD', ids, id, id)
    new = new + 1
  end
end
return new
