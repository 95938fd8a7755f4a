package im.throng.server.account;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.time.InstantSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Sessions that an operator gives to users without their passwords, for programs that act as
/// them. Each replaces the one given to the same user before (P-13).
///
/// Threading: any thread that may block.
public final class Grants {

    /// The device that such a session names.
    public static final String DEVICE = "command line";

    private static final String ADDRESS = "127.0.0.1";
    private static final int SESSION_ID_BYTES = 16;

    private final SessionStore sessions;
    private final NoticeStore notices;
    private final Tokens tokens;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AccountConfig config;

    /// Creates the service.
    ///
    /// @param random a cryptographically strong source, for session ids
    public Grants(SessionStore sessions, NoticeStore notices, Tokens tokens, InstantSource clock,
                  RandomGenerator random, AccountConfig config) {
        this.sessions = sessions;
        this.notices = notices;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
        this.config = config;
    }

    /// Begins a session for each of the users and returns their tokens, in order.
    ///
    /// @param life how long the tokens live
    public List<String> give(List<User> users, Duration life) {
        long now = clock.millis();
        long expiresAt = now + life.toMillis();
        List<String> made = new ArrayList<>(users.size());
        List<StoredSession> begun = new ArrayList<>(users.size());
        List<Notice> ended = new ArrayList<>();
        for (User user : users) {
            var session = new UserSession(freshId(), user, DEVICE, ADDRESS, now, true);
            begun.add(new StoredSession(session.id(), user.userId(), DEVICE, ADDRESS, now, now,
                    expiresAt));
            replaced(user.userId(), now).forEach(old ->
                    ended.add(new Notice.SessionRevoked(user.userId(), old)));
            made.add(tokens.make(new Tokens.Token(session, now, expiresAt)));
        }
        sessions.addAll(begun);
        end(ended, now);
        return made;
    }

    /// Returns those given before, and the longest unused beyond the limit. Who is connected is not
    /// known here.
    private List<SessionId> replaced(UserId user, long now) {
        List<SessionId> replaced = new ArrayList<>();
        List<StoredSession> others = new ArrayList<>();
        for (StoredSession old : sessions.of(user, now)) {
            if (old.device().equals(DEVICE)) {
                replaced.add(old.id());
            } else {
                others.add(old);
            }
        }
        others.stream()
                .sorted(Comparator.comparingLong(StoredSession::lastSeen))
                .limit(Math.max(0, others.size() + 1 - config.sessionsPerUser()))
                .forEach(old -> replaced.add(old.id()));
        return replaced;
    }

    private void end(List<Notice> ended, long now) {
        if (ended.isEmpty()) {
            return;
        }
        List<SessionId> ids = new ArrayList<>(ended.size());
        for (Notice notice : ended) {
            if (notice instanceof Notice.SessionRevoked(UserId _, SessionId session)) {
                ids.add(session);
            }
        }
        sessions.revoke(ids, now + config.tokenLife().toMillis());
        notices.leave(ended, now);
    }

    private SessionId freshId() {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    }
}
