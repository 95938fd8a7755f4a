package im.throng.server.delivery;

import im.throng.protocol.message.UserId;

/// Who is to hear a push.
public sealed interface Audience {

    /// Everybody who is connected.
    record Everyone() implements Audience {}

    /// All connections of one user.
    record OneUser(UserId user) implements Audience {}
}
