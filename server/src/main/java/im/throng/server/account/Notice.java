package im.throng.server.account;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;

/// What a command changed beside a running server, which keeps some of it in memory.
public sealed interface Notice {

    /// Returns whose account it is about.
    UserId userId();

    /// A session was revoked.
    record SessionRevoked(UserId userId, SessionId session) implements Notice {}

    /// The password was replaced: what was begun with the old one ends.
    ///
    /// @param at when, milliseconds since the epoch
    record PasswordReplaced(UserId userId, long at) implements Notice {}

    /// The user's data is not what it was.
    record UserChanged(UserId userId) implements Notice {}
}
