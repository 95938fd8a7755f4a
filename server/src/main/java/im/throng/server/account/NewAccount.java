package im.throng.server.account;

import im.throng.protocol.message.UserId;
import org.jspecify.annotations.Nullable;

/// An account to be made.
///
/// @param userId the id wished for; null for the next free one
/// @param hash   the password's hash, a PHC string
public record NewAccount(@Nullable UserId userId, String userName, String sex, String hash,
                         long createdAt) {
}
