package im.throng.server.account;

/// What a login's reply tells of the rest of the server. Implemented by the features that know.
///
/// Threading: any thread; must not block.
public interface Welcome {

    /// Returns how many users are online, the invisible not counted.
    int online();

    /// Tells whether everybody is told of everybody's presence.
    boolean everyone();
}
