package im.throng.server.delivery;

import im.throng.protocol.message.Push;

/// A push and who is to hear it.
public record Letter(Audience audience, Push push) {
}
