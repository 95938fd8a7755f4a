package im.throng.server.session;

import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Which session and which user is on which connections of this node.
///
/// Threading: any thread. The lists of one user change atomically.
public final class Sessions {

    private final Map<UserId, List<Connection>> byUser = new ConcurrentHashMap<>();
    private final Map<SessionId, List<Connection>> bySession = new ConcurrentHashMap<>();
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private final int connectionsPerSession;

    /// Creates an empty registry.
    ///
    /// @param connectionsPerSession one more ends the longest idle of that session
    public Sessions(int connectionsPerSession) {
        this.connectionsPerSession = connectionsPerSession;
    }

    /// Adds a listener; before the first connection.
    public void listen(SessionListener listener) {
        listeners.add(listener);
    }

    /// Binds a connection to its session and tells the listeners.
    public void open(Connection connection, UserSession session) {
        connection.bind(session);
        add(byUser, session.userId(), connection);
        add(bySession, session.id(), connection);
        endSurplus(connection, session);
        listeners.forEach(listener -> listener.opened(connection, session));
    }

    /// Takes out a connection that is gone; does nothing if it was not logged in.
    public void close(Connection connection) {
        UserSession session = connection.session();
        if (session == null) {
            return;
        }
        remove(bySession, session.id(), connection);
        remove(byUser, session.userId(), connection);
        listeners.forEach(listener -> listener.closed(connection, session));
    }

    /// Gives a user's connections and the listeners the user's data of now.
    public void renew(User user) {
        of(user.userId()).forEach(connection -> connection.renew(user));
        listeners.forEach(listener -> listener.renewed(user));
    }

    /// Returns the user's connections.
    public List<Connection> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    /// Returns the session's connections.
    public List<Connection> of(SessionId session) {
        return bySession.getOrDefault(session, List.of());
    }

    /// Returns how many users are connected, the invisible too.
    public int users() {
        return byUser.size();
    }

    /// Returns how many sessions are connected.
    public int sessions() {
        return bySession.size();
    }

    /// Ends all connections of a session.
    public void end(SessionId session, Farewell reason, String words) {
        of(session).forEach(connection -> connection.end(reason, words));
    }

    private void endSurplus(Connection newest, UserSession session) {
        // One that was told to go may take its time, but is none of them any more.
        List<Connection> connections =
                of(session.id()).stream().filter(connection -> !connection.isOver()).toList();
        if (session.durable() && connections.size() > connectionsPerSession) {
            long now = newest.lastHeardNanos();
            connections.stream()
                    .filter(connection -> !connection.equals(newest))
                    .max(Comparator.comparingLong(other -> now - other.lastHeardNanos()))
                    .ifPresent(idle -> idle.end(Farewell.REPLACED,
                            "the session has more than " + connectionsPerSession
                                    + " connections"));
        }
    }

    private static <K> void add(Map<K, List<Connection>> map, K key, Connection connection) {
        map.merge(key, List.of(connection), (old, one) -> {
            List<Connection> longer = new ArrayList<>(old.size() + 1);
            longer.addAll(old);
            longer.addAll(one);
            return List.copyOf(longer);
        });
    }

    private static <K> void remove(Map<K, List<Connection>> map, K key, Connection connection) {
        map.computeIfPresent(key, (_, old) -> {
            List<Connection> rest =
                    old.stream().filter(other -> !other.equals(connection)).toList();
            return rest.isEmpty() ? null : rest;
        });
    }
}
