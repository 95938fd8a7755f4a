package im.throng.server.account;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Where sessions and revocations are kept.
///
/// Threading: any thread that may block; [#touch] does not wait. What a method has returned from is
/// durable, [#touch] excepted.
public interface SessionStore {

    /// Keeps a new session and, in the same transaction, revokes those of the user's others that
    /// are too many, until its own token ends. Returns the revoked ones.
    ///
    /// @param surplus tells which of the others are too many; asked on the store's thread, so it
    ///                must not block, and asked again if the transaction is
    List<SessionId> add(StoredSession session,
                        Function<List<StoredSession>, List<SessionId>> surplus);

    /// Keeps new sessions, all of them or, with an exception, none.
    void addAll(List<StoredSession> sessions);

    /// Returns the user's sessions whose tokens have not all ended.
    List<StoredSession> of(UserId userId, long now);

    /// Forgets the sessions and remembers that their tokens are dead.
    ///
    /// @param until when even a token that is made this moment ends by itself; those that live
    ///              longer stay dead longer
    void revoke(Collection<SessionId> sessions, long until);

    /// Returns the sessions whose tokens are dead but have not ended by themselves.
    Set<SessionId> revoked(long now);

    /// Notes when a session was last connected and its newest token ends, some time soon.
    void touch(SessionId session, long lastSeen, long expiresAt);
}
