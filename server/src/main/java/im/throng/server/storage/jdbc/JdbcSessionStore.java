package im.throng.server.storage.jdbc;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.account.SessionStore;
import im.throng.server.account.StoredSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Sessions in the table `session`, dead ones in `revocation`.
///
/// Threading: any thread that may block.
public final class JdbcSessionStore implements SessionStore {

    private final Committer committer;
    private final ReadPool reads;
    private final SessionDates dates;

    JdbcSessionStore(Committer committer, ReadPool reads, SessionDates dates) {
        this.committer = committer;
        this.reads = reads;
        this.dates = dates;
    }

    @Override
    public List<SessionId> add(StoredSession session,
                               Function<List<StoredSession>, List<SessionId>> surplus) {
        return committer.call(sql -> {
            List<SessionId> revoked =
                    surplus.apply(read(sql, session.userId(), session.since()));
            revoke(sql, revoked, session.expiresAt());
            insert(sql, session);
            return revoked;
        });
    }

    @Override
    public void addAll(List<StoredSession> sessions) {
        committer.call(sql -> {
            for (StoredSession session : sessions) {
                insert(sql, session);
            }
            return sessions.size();
        });
    }

    @Override
    public List<StoredSession> of(UserId userId, long now) {
        return reads.call(sql -> read(sql, userId, now));
    }

    @Override
    public void revoke(Collection<SessionId> sessions, long until) {
        committer.call(sql -> {
            revoke(sql, sessions, until);
            return sessions.size();
        });
    }

    @Override
    public Set<SessionId> revoked(long now) {
        committer.call(sql -> sql.update("DELETE FROM revocation WHERE until <= ?", now)
                + sql.update("DELETE FROM session WHERE expires_at <= ?", now));
        return new HashSet<>(reads.call(sql -> sql.all("SELECT session FROM revocation",
                row -> new SessionId(row.getString(1)))));
    }

    @Override
    public void touch(SessionId session, long lastSeen, long expiresAt) {
        dates.note(session, lastSeen, expiresAt);
    }

    private static List<StoredSession> read(Sql sql, UserId userId, long now)
            throws SQLException {
        return sql.all("SELECT id, device, address, since, last_seen, expires_at "
                        + "FROM session WHERE user = ? AND expires_at > ?",
                row -> new StoredSession(new SessionId(row.getString(1)), userId,
                        row.getString(2), row.getString(3), row.getLong(4), row.getLong(5),
                        row.getLong(6)),
                userId.value(), now);
    }

    private static void revoke(Sql sql, Collection<SessionId> sessions, long until)
            throws SQLException {
        for (SessionId session : sessions) {
            // None of its tokens may outlive the revocation.
            long end = sql.first("SELECT expires_at FROM session WHERE id = ?",
                    row -> row.getLong(1), session.value()).orElse(0L);
            sql.update("DELETE FROM session WHERE id = ?", session.value());
            sql.update("INSERT INTO revocation (session, until) VALUES (?, ?) ON CONFLICT "
                    + "(session) DO UPDATE SET until = max(until, excluded.until)",
                    session.value(), Math.max(until, end));
        }
    }

    private static void insert(Sql sql, StoredSession session) throws SQLException {
        sql.update("INSERT INTO session "
                        + "(id, user, device, address, since, last_seen, expires_at) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?)",
                session.id().value(), session.userId().value(), session.device(),
                session.address(), session.since(), session.lastSeen(), session.expiresAt());
    }
}
