package im.throng.server.session;

/// Learns which connections are logged in. Called on the connection's mailbox thread, in order for
/// one connection; it may block.
public interface SessionListener {

    /// A connection has logged in; its reply has not left yet.
    void opened(Connection connection, UserSession session);

    /// A connection that was logged in is gone.
    void closed(Connection connection, UserSession session);
}
