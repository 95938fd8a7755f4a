package im.throng.server.presence;

import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;

/// One user who is connected, or was a moment ago.
///
/// Threading: guarded by [Presence].
final class OnlineUser {

    User user;
    /// How the user wants to appear.
    Status chosen;
    /// What others were told last.
    Status told = Status.OFFLINE;
    /// Whether the user is among those counted and listed.
    boolean counted;
    int connections;
    /// Whether the user has been without a connection for long enough.
    boolean gone;
    /// Whether the account was erased.
    boolean erased;
    /// How often the last connection left.
    long departures;
    /// When it left last, milliseconds since the epoch.
    long leftAt;

    OnlineUser(User user, Status chosen) {
        this.user = user;
        this.chosen = chosen;
    }

    /// Returns what others should be told.
    Status toOthers() {
        return gone || erased ? Status.OFFLINE : chosen.toOthers();
    }
}
