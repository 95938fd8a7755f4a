package im.throng.server.account;

import im.throng.protocol.message.User;

/// An account with what only the server knows.
///
/// @param hash the password's hash, a PHC string
public record Account(User user, String hash) {

    @Override
    public String toString() {
        return "Account[" + user.userId() + "]"; // A hash must not reach a log by accident.
    }
}
