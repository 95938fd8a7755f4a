package im.throng.bench.check;

import java.util.ArrayList;
import java.util.List;

/// What one connection of a user did and was told, in its order.
///
/// Threading: written to by any thread, in the order that it means.
public final class Journal {

    private final String connection;
    private final long user;
    private final List<Event> events = new ArrayList<>();

    Journal(String connection, long user) {
        this.connection = connection;
        this.user = user;
    }

    /// Writes down what comes next.
    public synchronized void add(Event event) {
        events.add(event);
    }

    /// Returns whose connection it is.
    public long user() {
        return user;
    }

    /// Returns all that was written so far.
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public String toString() {
        return connection;
    }
}
