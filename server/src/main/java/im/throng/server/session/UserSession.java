package im.throng.server.session;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;

/// What one login began: a user on a device.
///
/// @param since   when it began, milliseconds since the epoch
/// @param durable whether it has a token and outlives its connections; a classic login does not
public record UserSession(SessionId id, User user, String device, String address, long since,
                          boolean durable) {

    /// Returns the session with its user's data of now.
    public UserSession with(User renewed) {
        return new UserSession(id, renewed, device, address, since, durable);
    }

    /// Returns whose session it is.
    public UserId userId() {
        return user.userId();
    }
}
