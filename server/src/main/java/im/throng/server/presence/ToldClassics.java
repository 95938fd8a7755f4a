package im.throng.server.presence;

import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which classic connection was told of which ids: above the limit these clients go on hearing of
/// those, and of nobody else, so that a change costs no more than its listeners.
///
/// Threading: guarded by [Presence].
final class ToldClassics {

    private final Map<Connection, Set<UserId>> ids = new HashMap<>();
    private final Map<UserId, Set<Connection>> listeners = new HashMap<>();

    void add(Connection connection) {
        ids.computeIfAbsent(connection, _ -> new HashSet<>());
    }

    void remove(Connection connection) {
        Set<UserId> known = ids.remove(connection);
        if (known == null) {
            return;
        }
        for (UserId id : known) {
            listeners.computeIfPresent(id, (_, set) -> {
                set.remove(connection);
                return set.isEmpty() ? null : set;
            });
        }
    }

    void told(Connection connection, Collection<UserId> users) {
        Set<UserId> known = ids.get(connection);
        if (known == null) {
            return;
        }
        for (UserId user : users) {
            if (known.add(user)) {
                listeners.computeIfAbsent(user, _ -> new HashSet<>()).add(connection);
            }
        }
    }

    void toldAll(Collection<UserId> users) {
        ids.keySet().forEach(connection -> told(connection, users));
    }

    List<Connection> listenersOf(UserId user) {
        return new ArrayList<>(listeners.getOrDefault(user, Set.of()));
    }
}
