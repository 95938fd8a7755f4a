package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Whose accounts were erased lately: what is still on its way from their connections would leave
/// new traces of them. Only the latest are kept, since no connection outlives its account for long.
///
/// Threading: confined to the committer's thread.
final class Departed {

    private static final int KEPT_MAX = 10_000;

    private final Set<UserId> users = Collections.newSetFromMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Boolean> eldest) {
            return size() > KEPT_MAX;
        }
    });

    void add(UserId user) {
        users.add(user);
    }

    void remove(UserId user) {
        users.remove(user);
    }

    /// Refuses with 401 who is one of them.
    void requirePresent(UserId user) {
        if (users.contains(user)) {
            throw new RejectedException(ErrorCode.NOT_LOGGED_IN, "the account was deleted");
        }
    }
}
