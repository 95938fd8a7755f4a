package im.throng.server.storage.jdbc;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import im.throng.server.group.Group;
import im.throng.server.group.Membership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Groups and their members as rows.
final class GroupRows {

    private GroupRows() {}

    /// Reads a group; empty if there is none of this id.
    static Optional<Group> group(Sql sql, GroupId id) throws SQLException {
        return sql.first("SELECT name, owner, notice, join_policy, members, muted_until, created_at"
                        + " FROM chat_group WHERE conv = ?", row -> new Group(id, row.getString(1),
                        new UserId(row.getLong(2)), row.getString(3), policy(row.getString(4)),
                        row.getInt(5), row.getLong(6), row.getLong(7)), id.value());
    }

    /// Reads a user's place in a group that there is; empty for an outsider.
    static Optional<Membership> member(Sql sql, GroupId id, UserId user) throws SQLException {
        return sql.first("SELECT role, since_seq, muted_until FROM member"
                + " WHERE user = ? AND conv = ?", row -> new Membership(role(row.getString(1)),
                        row.getLong(2), row.getLong(3)), user.value(), id.value());
    }

    /// Reads the entry from which on a user reads a group; empty for an outsider.
    static Optional<Long> since(Sql sql, GroupId id, UserId user) throws SQLException {
        return sql.first("SELECT m.since_seq FROM chat_group g"
                + " JOIN member m ON m.user = ? AND m.conv = g.conv WHERE g.conv = ?",
                row -> row.getLong(1), user.value(), id.value());
    }

    static UserId user(ResultSet row) throws SQLException {
        return new UserId(row.getLong(1));
    }

    static GroupRole role(String column) {
        return GroupRole.named(column).orElseThrow(() ->
                new IllegalStateException("the store has an unknown role " + column));
    }

    private static JoinPolicy policy(String column) {
        return JoinPolicy.named(column).orElseThrow(() ->
                new IllegalStateException("the store has an unknown policy " + column));
    }
}
