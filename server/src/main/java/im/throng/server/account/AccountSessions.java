package im.throng.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountReply.SessionView;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.SessionListener;
import im.throng.server.session.Sessions;
import im.throng.server.session.UserSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The sessions of accounts: beginning, listing and ending them.
///
/// Threading: any thread that may block.
public final class AccountSessions implements SessionListener {

    private static final int DATED_MAX = 100_000;
    private static final Duration DATED_FOR = Duration.ofMinutes(1);

    private final SessionStore store;
    private final Revocations revocations;
    private final Sessions live;
    private final InstantSource clock;
    private final int sessionsPerUser;
    /// When the newest token of each session that is connected, or about to be, ends.
    private final Map<SessionId, Long> expiry = new ConcurrentHashMap<>();
    /// Those that were dated a short while ago, so that not every request writes.
    private final Cache<SessionId, Boolean> used = Caffeine.newBuilder()
            .maximumSize(DATED_MAX).expireAfterWrite(DATED_FOR).build();
    /// Whose accounts were erased since the start: a login under way must not outlive that.
    private final Set<UserId> refused = ConcurrentHashMap.newKeySet();

    /// Creates the service.
    public AccountSessions(SessionStore store, Revocations revocations, Sessions live,
                           InstantSource clock, AccountConfig config) {
        this.store = store;
        this.revocations = revocations;
        this.live = live;
        this.clock = clock;
        this.sessionsPerUser = config.sessionsPerUser();
    }

    /// Tells whether the session was ended for good.
    public boolean isRevoked(SessionId session) {
        return revocations.contains(session);
    }

    /// Keeps a new session, and ends the longest unused ones of the user if there are too many.
    ///
    /// @param replaces   whether those on the same device end, too
    /// @param stillRight asked when it is kept: tells whether its password still holds
    /// @throws RejectedException 403 if it does not, or the account was erased
    public void begin(UserSession session, long expiresAt, boolean replaces,
                      BooleanSupplier stillRight) {
        long now = session.since();
        // From here on it is in use: a login at the same moment must not take it for unused.
        expiry.put(session.id(), expiresAt);
        try {
            var replaced = new AtomicReference<>(Set.<SessionId>of());
            var kept = new StoredSession(session.id(), session.userId(), session.device(),
                    session.address(), now, now, expiresAt);
            List<SessionId> ended = store.add(kept, others -> {
                replaced.set(replaces ? on(session.device(), others) : Set.of());
                return ending(others, replaced.get());
            });
            revocations.stored(ended);
            farewell(ended, replaced.get());
            if (refused.contains(session.userId()) || !stillRight.getAsBoolean()) {
                revocations.revoke(List.of(session.id()));
                throw new RejectedException(ErrorCode.FORBIDDEN, "wrong id or password");
            }
        } catch (RuntimeException notBegun) {
            expiry.remove(session.id());
            throw notBegun;
        }
    }

    /// Notes that a session that has begun has no connection: it is in use no longer than its
    /// requests.
    void left(UserSession session) {
        if (live.of(session.id()).isEmpty()) {
            expiry.remove(session.id());
        }
    }

    /// Dates a session that is used without a connection, now and then.
    ///
    /// @throws RejectedException 401 if the account was erased
    void used(UserSession session) {
        if (refused.contains(session.userId())) {
            throw new RejectedException(ErrorCode.NOT_LOGGED_IN, "the account was deleted");
        }
        if (live.of(session.id()).isEmpty() && used.getIfPresent(session.id()) == null) {
            used.put(session.id(), true);
            store.touch(session.id(), clock.millis(), 0);
        }
    }

    /// Lets no session of the user begin any more.
    void refuse(UserId user) {
        refused.add(user);
    }

    /// Lets sessions of the user begin again: the account is still there.
    void admit(UserId user) {
        refused.remove(user);
    }

    /// Notes that a session got a new token.
    public void prolong(UserSession session, long expiresAt) {
        expiry.put(session.id(), expiresAt);
        store.touch(session.id(), clock.millis(), expiresAt);
    }

    /// Returns the user's sessions, the newest first.
    public List<SessionView> list(UserSession asker) {
        List<SessionView> views = new ArrayList<>();
        long now = clock.millis();
        for (StoredSession stored : store.of(asker.userId(), now)) {
            int connections = live.of(stored.id()).size();
            views.add(new SessionView(stored.id(), stored.device(), stored.address(),
                    stored.since(), connections > 0 ? now : stored.lastSeen(), connections,
                    stored.id().equals(asker.id())));
        }
        for (UserSession classic : classicSessions(asker.userId())) {
            views.add(new SessionView(classic.id(), classic.device(), classic.address(),
                    classic.since(), now, 1, classic.id().equals(asker.id())));
        }
        views.sort(Comparator.comparingLong(SessionView::since).reversed());
        return views;
    }

    /// Ends one of the user's own sessions for good; its connections are still open.
    ///
    /// @throws RejectedException 404 if it is unknown or somebody else's
    public void revoke(UserSession asker, SessionId session) {
        boolean stored = store.of(asker.userId(), clock.millis()).stream()
                .anyMatch(own -> own.id().equals(session));
        boolean classic = classicSessions(asker.userId()).stream()
                .anyMatch(own -> own.id().equals(session));
        if (!stored && !classic) {
            throw new RejectedException(ErrorCode.NOT_FOUND, "there is no such session");
        }
        revocations.revoke(List.of(session));
    }

    /// Ends all of the user's sessions but the asker's, and returns them.
    public List<SessionId> revokeOthers(UserSession asker) {
        List<SessionId> others = all(asker.userId());
        others.remove(asker.id());
        revocations.revoke(others);
        return others;
    }

    /// Ends all of the user's sessions, and returns them.
    List<SessionId> revokeAll(UserId user) {
        List<SessionId> all = all(user);
        revocations.revoke(all);
        return all;
    }

    /// Kills the session's token; its connections are still open.
    public void logout(UserSession session) {
        revocations.revoke(List.of(session.id()));
    }

    /// Closes the connections of sessions that were revoked.
    public void closeConnections(List<SessionId> sessions, Farewell reason, String words) {
        sessions.forEach(session -> live.end(session, reason, words));
    }

    /// Ends a session that was revoked by another program.
    void revokedElsewhere(SessionId session) {
        if (revocations.learn(session)) {
            closeConnections(List.of(session), Farewell.REVOKED, "the session was ended");
        }
    }

    /// Ends the user's connected sessions that began by then, classic ones too.
    void endBegunBy(UserId user, long at) {
        List<SessionId> begun = new ArrayList<>();
        for (Connection connection : live.of(user)) {
            UserSession session = connection.session();
            if (session != null && session.since() <= at && !isRevoked(session.id())) {
                begun.add(session.id());
            }
        }
        revocations.revoke(begun);
        closeConnections(begun, Farewell.REVOKED, "the password was changed");
    }

    @Override
    public void opened(Connection connection, UserSession session) {
        // A revocation between the check of the token and now has not seen this connection.
        if (isRevoked(session.id()) || refused.contains(session.userId())) {
            connection.end(Farewell.REVOKED, "the session was ended");
        }
    }

    @Override
    public void closed(Connection connection, UserSession session) {
        if (session.durable() && live.of(session.id()).isEmpty()) {
            Long expiresAt = expiry.remove(session.id());
            store.touch(session.id(), clock.millis(), expiresAt == null ? 0 : expiresAt);
        }
    }

    private static Set<SessionId> on(String device, List<StoredSession> others) {
        return others.stream()
                .filter(other -> !device.isEmpty() && other.device().equals(device))
                .map(StoredSession::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns those that end for a new session.
    ///
    /// @param replaced which end in any case
    private List<SessionId> ending(List<StoredSession> others, Set<SessionId> replaced) {
        List<SessionId> ending = new ArrayList<>(replaced);
        ending.addAll(surplus(others.stream()
                .filter(other -> !replaced.contains(other.id())).toList()));
        return ending;
    }

    /// Closes the connections of those that ended for a new session.
    private void farewell(List<SessionId> ended, Set<SessionId> replaced) {
        for (SessionId session : ended) {
            if (replaced.contains(session)) {
                live.end(session, Farewell.REPLACED, "another login took its place");
            } else {
                live.end(session, Farewell.REVOKED,
                        "the user has more than " + sessionsPerUser + " sessions");
            }
        }
    }

    private List<SessionId> surplus(List<StoredSession> others) {
        return others.stream()
                .sorted(Comparator.comparing(this::isInUse)
                        .thenComparingLong(StoredSession::lastSeen)
                        .thenComparingLong(StoredSession::since))
                .limit(Math.max(0, others.size() + 1 - sessionsPerUser))
                .map(StoredSession::id)
                .toList();
    }

    private boolean isInUse(StoredSession session) {
        return expiry.containsKey(session.id()) || !live.of(session.id()).isEmpty();
    }

    private List<SessionId> all(UserId user) {
        List<SessionId> all = new ArrayList<>();
        store.of(user, clock.millis()).forEach(stored -> all.add(stored.id()));
        classicSessions(user).forEach(classic -> all.add(classic.id()));
        return all;
    }

    private List<UserSession> classicSessions(UserId user) {
        List<UserSession> found = new ArrayList<>();
        for (Connection connection : live.of(user)) {
            UserSession session = connection.session();
            if (session != null && !session.durable()) {
                found.add(session);
            }
        }
        return found;
    }
}
