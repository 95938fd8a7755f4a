package im.throng.server.delivery;

import im.throng.server.session.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The connections that hear something, side by side, so that going through very many of them is
/// cheap. Each knows its own seat; who leaves is replaced by the last.
///
/// Threading: confined to the lane.
final class Seats {

    private final List<Connection> connections = new ArrayList<>();
    private final List<Connection> view = Collections.unmodifiableList(connections);

    /// Returns all of them, in no order; a view that is valid until the next change.
    List<Connection> all() {
        return view;
    }

    /// Tells whether a connection is here.
    boolean contains(Connection connection) {
        int seat = connection.seat();
        return seat < connections.size() && connections.get(seat).equals(connection);
    }

    /// Adds a connection; does nothing if it is here.
    void add(Connection connection) {
        if (!contains(connection)) {
            connection.sit(connections.size());
            connections.add(connection);
        }
    }

    /// Takes a connection out; does nothing if it is not here.
    void remove(Connection connection) {
        if (contains(connection)) {
            Connection last = connections.removeLast();
            if (!last.equals(connection)) {
                connections.set(connection.seat(), last);
                last.sit(connection.seat());
            }
        }
    }
}
