package im.throng.server.account;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;

/// A session as it is kept.
///
/// @param since     when it began, milliseconds since the epoch
/// @param lastSeen  when it was last connected
/// @param expiresAt when its newest token ends
public record StoredSession(SessionId id, UserId userId, String device, String address, long since,
                            long lastSeen, long expiresAt) {
}
