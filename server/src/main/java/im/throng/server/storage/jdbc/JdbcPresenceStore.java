package im.throng.server.storage.jdbc;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import im.throng.server.presence.PresenceStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Choices of status in the table `presence`.
///
/// Threading: any thread that may block.
public final class JdbcPresenceStore implements PresenceStore {

    private static final Logger log = LoggerFactory.getLogger(JdbcPresenceStore.class);

    private final Committer committer;
    private final ReadPool reads;

    JdbcPresenceStore(Committer committer, ReadPool reads) {
        this.committer = committer;
        this.reads = reads;
    }

    @Override
    public Map<UserId, Status> choices() {
        return reads.call(sql -> {
            Map<UserId, Status> choices = new HashMap<>();
            sql.each("SELECT user, status FROM presence", row -> {
                choices.put(new UserId(row.getLong(1)), status(row.getString(2)));
                return true;
            });
            return choices;
        });
    }

    @Override
    public void seen(Map<UserId, Long> lastSeen) {
        try {
            committer.submit(new Seen(lastSeen));
        } catch (RejectedException tooMuch) {
            log.debug("who left when was not kept: {}", tooMuch.words());
        }
    }

    @Override
    public Map<UserId, Long> lastSeen(Collection<UserId> users) {
        return reads.call(sql -> {
            Map<UserId, Long> found = new HashMap<>();
            for (UserId user : users) {
                sql.first("SELECT at FROM seen WHERE user = ?", row -> row.getLong(1),
                        user.value()).ifPresent(at -> found.put(user, at));
            }
            return found;
        });
    }

    @Override
    public void erase(UserId user) {
        committer.call(sql -> sql.update("DELETE FROM presence WHERE user = ?", user.value())
                + sql.update("DELETE FROM seen WHERE user = ?", user.value()));
    }

    @Override
    public void choose(UserId user, Status status) {
        committer.call(sql -> status == Status.ONLINE
                ? sql.update("DELETE FROM presence WHERE user = ?", user.value())
                : sql.update("INSERT INTO presence (user, status) VALUES (?, ?) "
                        + "ON CONFLICT (user) DO UPDATE SET status = excluded.status",
                        user.value(), status.wireName()));
    }

    private static Status status(String name) {
        for (Status status : Status.values()) {
            if (status.wireName().equals(name)) {
                return status;
            }
        }
        throw new IllegalStateException("the table presence holds the unknown status " + name);
    }

    private record Seen(Map<UserId, Long> lastSeen) implements Committer.Task {

        @Override
        public void run(Sql sql) throws SQLException {
            for (var seen : lastSeen.entrySet()) {
                sql.update("INSERT INTO seen (user, at) VALUES (?, ?) "
                        + "ON CONFLICT (user) DO UPDATE SET at = excluded.at",
                        seen.getKey().value(), seen.getValue());
            }
        }

        @Override
        public void committed() {
            // Nobody waits for it.
        }

        @Override
        public void refused(RejectedException why) {
            log.debug("who left when was not kept: {}", why.words());
        }
    }
}
