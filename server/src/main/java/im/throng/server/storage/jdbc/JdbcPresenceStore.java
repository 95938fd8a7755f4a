package im.throng.server.storage.jdbc;

import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import im.throng.server.presence.PresenceStore;
import java.util.HashMap;
import java.util.Map;

/// Choices of status in the table `presence`.
///
/// Threading: any thread that may block.
public final class JdbcPresenceStore implements PresenceStore {

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
}
