package im.throng.server.session;

import im.throng.protocol.message.User;

/// Learns which connections are logged in. Called on the connection's mailbox thread, in order for
/// one connection; it may block.
public interface SessionListener {

    /// A connection has logged in; its reply has not left yet.
    void opened(Connection connection, UserSession session);

    /// A connection that was logged in is gone.
    void closed(Connection connection, UserSession session);

    /// The data of a user who may be connected changed. Called on any thread.
    default void renewed(User user) {
        // Who keeps no data of users has nothing to renew.
    }
}
