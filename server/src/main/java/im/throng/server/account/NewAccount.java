package im.throng.server.account;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.UserId;
import org.jspecify.annotations.Nullable;

/// An account to be made.
///
/// @param userId    the id wished for; null for the next free one
/// @param hash      the password's hash, a PHC string
/// @param createdAt milliseconds since the epoch
public record NewAccount(@Nullable UserId userId, String userName, String sex, Role role,
                         String hash, long createdAt) {

    @Override
    public String toString() {
        return "NewAccount[" + userId + "]"; // A hash must not reach a log by accident.
    }
}
