package im.throng.server.storage.redis;

import java.time.Duration;

/// What an operator may set about accounts in Redis.
///
/// @param address        where Redis is
/// @param plain          what becomes of the original system's plain passwords
/// @param timeout        an answer that takes longer makes Redis count as too slow
/// @param connectTimeout how long one try to connect may take
/// @param requestsMax    how many commands may be under way
public record RedisConfig(RedisAddress address, PlainPasswords plain, Duration timeout,
                          Duration connectTimeout, int requestsMax) {
}
