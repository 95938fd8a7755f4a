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

/// Which connection is to hear of which users, both ways round, so that a change of one user costs
/// no more than those who hear of it.
///
/// Threading: guarded by [Presence].
final class Interests {

    private final Map<Connection, Set<UserId>> users = new HashMap<>();
    private final Map<UserId, Set<Connection>> connections = new HashMap<>();

    /// Lets a connection have interests.
    void open(Connection connection) {
        users.computeIfAbsent(connection, _ -> new HashSet<>());
    }

    /// Forgets a connection with all its interests; returns how many it had.
    int close(Connection connection) {
        Set<UserId> known = users.remove(connection);
        if (known == null) {
            return 0;
        }
        known.forEach(user -> drop(user, connection));
        return known.size();
    }

    /// Adds interests of a connection that is open; returns how many are new.
    int add(Connection connection, Collection<UserId> more) {
        Set<UserId> known = users.get(connection);
        if (known == null) {
            return 0;
        }
        int added = 0;
        for (UserId user : more) {
            if (known.add(user)) {
                connections.computeIfAbsent(user, _ -> new HashSet<>()).add(connection);
                added++;
            }
        }
        return added;
    }

    /// Adds interests of all connections that are open.
    void addToAll(Collection<UserId> more) {
        users.keySet().forEach(connection -> add(connection, more));
    }

    /// Takes interests back; returns how many there were.
    int remove(Connection connection, Collection<UserId> fewer) {
        Set<UserId> known = users.get(connection);
        if (known == null) {
            return 0;
        }
        int removed = 0;
        for (UserId user : fewer) {
            if (known.remove(user)) {
                drop(user, connection);
                removed++;
            }
        }
        return removed;
    }

    /// Returns how many of these users the connection is not to hear of yet.
    int newAmong(Connection connection, Collection<UserId> asked) {
        Set<UserId> known = users.getOrDefault(connection, Set.of());
        return (int) asked.stream().distinct().filter(user -> !known.contains(user)).count();
    }

    /// Returns the connections that are to hear of a user.
    List<Connection> in(UserId user) {
        return new ArrayList<>(connections.getOrDefault(user, Set.of()));
    }

    private void drop(UserId user, Connection connection) {
        connections.computeIfPresent(user, (_, set) -> {
            set.remove(connection);
            return set.isEmpty() ? null : set;
        });
    }
}
