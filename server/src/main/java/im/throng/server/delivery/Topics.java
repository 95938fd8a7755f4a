package im.throng.server.delivery;

import im.throng.protocol.message.GroupId;
import im.throng.server.session.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which connections of one lane hear which group. What nobody hears takes no memory.
///
/// Threading: confined to the lane.
final class Topics {

    private final Map<GroupId, Set<Connection>> connections = new HashMap<>();
    /// The way back, so that a connection that goes costs its own groups alone.
    private final Map<Connection, List<GroupId>> groups = new HashMap<>();

    /// Returns who hears a group.
    Set<Connection> of(GroupId group) {
        return connections.getOrDefault(group, Set.of());
    }

    /// Lets a connection hear a group; does nothing if it does.
    void add(GroupId group, Connection connection) {
        if (connections.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(connection)) {
            groups.computeIfAbsent(connection, _ -> new ArrayList<>(1)).add(group);
        }
    }

    /// Ends that a connection hears a group.
    void remove(GroupId group, Connection connection) {
        forget(group, connection);
        groups.computeIfPresent(connection, (_, heard) -> {
            heard.remove(group);
            return heard.isEmpty() ? null : heard;
        });
    }

    /// Ends that a connection hears anything.
    void drop(Connection connection) {
        List<GroupId> heard = groups.remove(connection);
        if (heard != null) {
            heard.forEach(group -> forget(group, connection));
        }
    }

    /// Ends that anybody hears a group.
    void close(GroupId group) {
        List.copyOf(of(group)).forEach(connection -> remove(group, connection));
    }

    /// Tells whether nobody hears anything.
    boolean isEmpty() {
        return connections.isEmpty() && groups.isEmpty();
    }

    private void forget(GroupId group, Connection connection) {
        connections.computeIfPresent(group, (_, hearers) -> {
            hearers.remove(connection);
            return hearers.isEmpty() ? null : hearers;
        });
    }
}
