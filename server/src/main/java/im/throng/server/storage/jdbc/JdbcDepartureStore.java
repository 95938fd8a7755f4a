package im.throng.server.storage.jdbc;

import im.throng.protocol.message.UserId;
import im.throng.server.account.DepartureStore;
import java.util.List;

/// Departures in the table `departure`.
///
/// Threading: any thread that may block.
public final class JdbcDepartureStore implements DepartureStore {

    private final Committer committer;
    private final ReadPool reads;
    private final Departed departed;

    JdbcDepartureStore(Committer committer, ReadPool reads, Departed departed) {
        this.committer = committer;
        this.reads = reads;
        this.departed = departed;
    }

    @Override
    public void begin(UserId user) {
        committer.call(sql -> {
            departed.add(user);
            return sql.update("INSERT INTO departure (user) VALUES (?) ON CONFLICT DO NOTHING",
                    user.value());
        });
    }

    @Override
    public void cancel(UserId user) {
        committer.call(sql -> {
            departed.remove(user);
            return sql.update("DELETE FROM departure WHERE user = ? AND done = 0", user.value());
        });
    }

    /// Whoever is still a member of something has to leave it first: changes of groups are
    /// committed one by one, and one of them may have been refused.
    @Override
    public void complete(UserId user) {
        committer.call(sql -> sql.update("UPDATE departure SET done = 1 WHERE user = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM member m JOIN chat_group g"
                        + " ON g.conv = m.conv WHERE m.user = ? AND m.peer = 0)",
                user.value(), user.value()));
    }

    @Override
    public List<UserId> open() {
        return reads.call(sql -> sql.all("SELECT user FROM departure WHERE done = 0",
                GroupRows::user));
    }
}
