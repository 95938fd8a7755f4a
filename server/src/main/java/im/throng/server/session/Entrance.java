package im.throng.server.session;

/// Learns when a connection begins and ceases to hear pushes. Called on the connection's lane.
public interface Entrance {

    /// The reply to the login was written: from now on the connection hears pushes.
    void entered(Connection connection);

    /// The connection hears nothing any more; it may never have entered.
    void left(Connection connection);
}
