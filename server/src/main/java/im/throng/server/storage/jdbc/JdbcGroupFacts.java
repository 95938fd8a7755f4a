package im.throng.server.storage.jdbc;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import im.throng.server.group.Group;
import im.throng.server.group.GroupFacts;
import im.throng.server.group.Invitation;
import im.throng.server.group.Membership;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a transaction finds of a group.
///
/// Threading: confined to the committer's thread.
final class JdbcGroupFacts implements GroupFacts {

    private final Sql sql;
    private final GroupId id;
    private final long now;
    private @Nullable Group group;
    private boolean groupRead;

    JdbcGroupFacts(Sql sql, GroupId id, long now) {
        this.sql = sql;
        this.id = id;
        this.now = now;
    }

    @Override
    public GroupId id() {
        return id;
    }

    @Override
    public Optional<Group> group() {
        if (!groupRead) {
            group = read(() -> GroupRows.group(sql, id)).orElse(null);
            groupRead = true;
        }
        return Optional.ofNullable(group);
    }

    @Override
    public Optional<Membership> member(UserId user) {
        return read(() -> GroupRows.member(sql, id, user));
    }

    @Override
    public Optional<Invitation> invitation() {
        return read(() -> sql.first("SELECT code, code_expires_at FROM chat_group "
                + "WHERE conv = ? AND code IS NOT NULL",
                row -> new Invitation(row.getString(1), row.getLong(2)), id.value()));
    }

    @Override
    public boolean isWaiting(UserId user) {
        return read(() -> sql.first("SELECT 1 FROM join_request WHERE conv = ? AND user = ?",
                _ -> true, id.value(), user.value())).isPresent();
    }

    @Override
    public int waiting() {
        return read(() -> sql.first("SELECT count(*) FROM join_request WHERE conv = ?",
                row -> row.getInt(1), id.value())).orElse(0);
    }

    @Override
    public boolean isGone(UserId user) {
        return read(() -> sql.first("SELECT 1 FROM departure WHERE user = ?", _ -> true,
                user.value())).isPresent();
    }

    @Override
    public Optional<UserId> heir() {
        Optional<UserId> administrator = read(() -> sql.first("SELECT user FROM member "
                + "WHERE conv = ? AND role = 'admin' AND role <> 'member' ORDER BY user LIMIT 1",
                GroupRows::user, id.value()));
        return administrator.isPresent() ? administrator : read(() -> sql.first("SELECT user "
                + "FROM member WHERE conv = ? AND role = 'member' ORDER BY user LIMIT 1",
                GroupRows::user, id.value()));
    }

    @Override
    public long now() {
        return now;
    }

    private static <T> T read(Sql.Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new FailedReadException(e);
        }
    }
}
