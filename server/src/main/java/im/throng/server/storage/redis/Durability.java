package im.throng.server.storage.redis;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells an operator when Redis is set so that it may lose accounts it has confirmed.
///
/// Threading: any thread that may block.
final class Durability {

    private static final Logger log = LoggerFactory.getLogger(Durability.class);
    private static final Map<String, String> ADVISED = Map.of("appendonly", "yes",
            "appendfsync", "always", "maxmemory-policy", "noeviction");

    private final RedisLink link;

    Durability(RedisLink link) {
        this.link = link;
    }

    /// Looks at the settings that matter, unless Redis does not show them.
    ///
    /// @throws RejectedException 503 if it cannot be reached
    void check() {
        ADVISED.forEach((setting, advised) -> {
            String value = valueOf(setting);
            if (!value.isEmpty() && !value.equals(advised)) {
                log.warn("Redis has {} {}: accounts it has confirmed may be lost; {} is advised",
                        setting, value, advised);
            }
        });
    }

    private String valueOf(String setting) {
        try {
            return link.call(redis -> redis.configGet(setting)).getOrDefault(setting, "");
        } catch (RejectedException refused) {
            if (refused.code() == ErrorCode.INTERNAL) {
                return ""; // Some providers have no such command.
            }
            throw refused;
        }
    }
}
