package im.throng.server.account;

import im.throng.protocol.message.User;

/// An account with what only the server knows.
public record Account(User user, Secret secret) {

    @Override
    public String toString() {
        return "Account[" + user.userId() + "]";
    }
}
