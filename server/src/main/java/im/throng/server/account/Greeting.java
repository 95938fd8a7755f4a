package im.throng.server.account;

import im.throng.protocol.message.AccountReply;
import java.time.InstantSource;

/// What every login's reply says alike, and how the reply is made of it.
///
/// @param epoch       changes when history was restored from a backup
/// @param heartbeatMs how often a client should be heard at the latest
public record Greeting(Welcome welcome, InstantSource clock, String epoch, long heartbeatMs,
                       int frameBytesMax, int textBytesMax) {

    /// Returns the reply to a login, as of now.
    AccountReply.LoggedIn reply(Logins.Begun begun) {
        return new AccountReply.LoggedIn(begun.session().user(), begun.token(),
                begun.tokenExpiresAt(), begun.session().id(), welcome.online(),
                welcome.everyone(), clock.millis(), epoch, heartbeatMs, frameBytesMax,
                textBytesMax);
    }
}
