package im.throng.server.account;

import im.throng.protocol.message.SessionId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which sessions' tokens are dead: kept in the store, known in memory, so that a resume needs no
/// read.
///
/// Threading: any thread; [#revoke] waits until it is durable.
public final class Revocations {

    private final SessionStore store;
    private final InstantSource clock;
    private final long tokenLifeMs;
    private final Set<SessionId> revoked = ConcurrentHashMap.newKeySet();

    /// Reads what was revoked before.
    public Revocations(SessionStore store, InstantSource clock, AccountConfig config) {
        this.store = store;
        this.clock = clock;
        this.tokenLifeMs = config.tokenLife().toMillis();
        revoked.addAll(store.revoked(clock.millis()));
    }

    /// Tells whether the session was revoked.
    public boolean contains(SessionId session) {
        return revoked.contains(session);
    }

    /// Learns of sessions that the store has revoked already.
    public void stored(Collection<SessionId> sessions) {
        revoked.addAll(sessions);
    }

    /// Takes note of a revocation that is durable already; returns whether it is news.
    boolean learn(SessionId session) {
        return revoked.add(session);
    }

    /// Revokes sessions. From the call on they cannot be resumed; after it that is durable.
    public void revoke(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        revoked.addAll(sessions);
        // A token may be given to it this very moment; none outlives this.
        store.revoke(List.copyOf(sessions), clock.millis() + tokenLifeMs);
    }
}
