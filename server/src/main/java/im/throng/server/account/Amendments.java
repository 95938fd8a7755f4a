package im.throng.server.account;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What an operator changes of accounts, beside a server that may run at the same time.
///
/// Threading: any thread that may block.
public final class Amendments {

    private final UserStore users;
    private final SessionStore sessions;
    private final NoticeStore notices;
    private final InstantSource clock;
    private final long tokenLifeMs;

    /// Creates the service.
    public Amendments(UserStore users, SessionStore sessions, NoticeStore notices,
                      InstantSource clock, AccountConfig config) {
        this.users = users;
        this.sessions = sessions;
        this.notices = notices;
        this.clock = clock;
        this.tokenLifeMs = config.tokenLife().toMillis();
    }

    /// Replaces the password and ends all sessions of the user; returns how many were known. A
    /// running server ends their connections, and those of classic clients, a moment later.
    ///
    /// @param hash a PHC string of the password
    public int password(UserId id, String hash, String password) {
        users.replaceSecret(id, hash, password);
        long now = clock.millis();
        List<SessionId> ended =
                sessions.of(id, now).stream().map(StoredSession::id).toList();
        sessions.revoke(ended, now + tokenLifeMs);
        List<Notice> told = new ArrayList<>();
        ended.forEach(session -> told.add(new Notice.SessionRevoked(id, session)));
        told.add(new Notice.PasswordReplaced(id, now));
        notices.leave(told, now);
        return ended.size();
    }

    /// Gives a user a role; returns whether there is one. A running server knows it a moment
    /// later.
    public boolean role(UserId id, Role role) {
        if (!users.setRole(id, role)) {
            return false;
        }
        notices.leave(List.of(new Notice.UserChanged(id)), clock.millis());
        return true;
    }
}
