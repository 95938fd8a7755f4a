package im.throng.server.session;

import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.User;
import org.jspecify.annotations.Nullable;

/// One client's connection, as the features and the delivery know it.
public interface Connection {

    /// Returns the thread that owns it.
    Lane lane();

    /// Returns the peer's address, without its port.
    String address();

    /// Tells whether it speaks the dialect of the original system.
    boolean isClassic();

    /// Returns the session it is logged in to; null before login.
    @Nullable UserSession session();

    /// Binds the connection to a session; at most once.
    void bind(UserSession session);

    /// Takes the session's user as of now; does nothing before login. Any thread.
    void renew(User user);

    /// Returns when something last arrived on it, by [System#nanoTime].
    long lastHeardNanos();

    /// Tells whether it was decided to end the connection, though it may still be there.
    boolean isOver();

    /// Takes a push, unless the connection is behind; it is written with what else the lane has for
    /// the connection now. On the lane only.
    void push(Packet packet);

    /// Returns its seat among the connections that hear something on its lane. On the lane only.
    int seat();

    /// Sets its seat. On the lane only.
    void sit(int seat);

    /// Says goodbye and closes; does nothing if it is closing already. Any thread.
    ///
    /// @param words what a person can read
    void end(Farewell reason, String words);
}
