package im.throng.server.storage.redis;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the errors of Redis mean to those who asked.
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final long RETRY_AFTER_MS = 2_000;

    /// The first words of errors that say what Redis cannot do now, not what it never will.
    private static final Set<String> PASSING = Set.of("LOADING", "BUSY", "OOM", "READONLY",
            "MISCONF", "MASTERDOWN", "NOREPLICAS", "NOAUTH", "WRONGPASS", "NOPERM", "TRYAGAIN");

    private Failures() {}

    /// Returns what a request is told: 503 where waiting may help.
    static RejectedException toRefusal(@Nullable Throwable failure) {
        if (failure instanceof RedisCommandExecutionException) {
            String words = String.valueOf(failure.getMessage());
            log.warn("Redis refused a command: {}", words);
            if (!PASSING.contains(words.split(" ", 2)[0])) {
                return new RejectedException(ErrorCode.INTERNAL, "the server's user store failed");
            }
        } else {
            log.debug("a command of Redis came to nothing", failure);
        }
        return unavailable();
    }

    static RejectedException unavailable() {
        return new RejectedException(ErrorCode.UNAVAILABLE,
                "accounts cannot be reached now, try again soon", RETRY_AFTER_MS);
    }
}
