package im.throng.server.storage.jdbc;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.UserId;
import im.throng.server.group.GroupEffect;
import im.throng.server.group.Invitation;
import java.sql.SQLException;

/// Writes what a change does to a group.
///
/// Threading: confined to the committer's thread.
final class GroupWriter {

    private final Sql sql;
    private final GroupId group;
    private final long seq;
    private final long now;
    private int more;
    /// Whether nobody can have been here before.
    private boolean fresh;

    /// Creates a writer for one change.
    ///
    /// @param seq the number that the change's entry will have
    GroupWriter(Sql sql, GroupId group, long seq, long now) {
        this.sql = sql;
        this.group = group;
        this.seq = seq;
        this.now = now;
    }

    /// Writes the effects, in their order.
    void write(Iterable<GroupEffect> effects) throws SQLException {
        for (GroupEffect effect : effects) {
            write(effect);
        }
        if (more != 0) {
            sql.update("UPDATE chat_group SET members = members + ? WHERE conv = ?", more,
                    group.value());
        }
    }

    private void write(GroupEffect effect) throws SQLException {
        switch (effect) {
            case GroupEffect.Begin e -> {
                sql.update("INSERT INTO chat_group (conv, name, owner, join_policy, created_at)"
                                + " VALUES (?, ?, ?, ?, ?)", group.value(), e.name(),
                        e.owner().value(), e.joinPolicy().wireName(), now);
                fresh = true;
            }
            case GroupEffect.Join(UserId user, GroupRole role) -> join(user, role);
            case GroupEffect.Part(UserId user) -> part(user);
            case GroupEffect.SetRole(UserId user, GroupRole role) -> setRole(user, role);
            case GroupEffect.Mute(UserId user, long until) -> sql.update("UPDATE member "
                            + "SET muted_until = ? WHERE user = ? AND conv = ?", until,
                    user.value(), group.value());
            case GroupEffect.MuteAll(long until) -> sql.update("UPDATE chat_group "
                    + "SET muted_until = ? WHERE conv = ?", until, group.value());
            case GroupEffect.Describe e -> sql.update("UPDATE chat_group SET"
                            + " name = coalesce(?, name), notice = coalesce(?, notice),"
                            + " join_policy = coalesce(?, join_policy) WHERE conv = ?", e.name(),
                    e.notice(), e.joinPolicy() == null ? null : e.joinPolicy().wireName(),
                    group.value());
            case GroupEffect.Await(UserId user) -> sql.update("INSERT INTO join_request "
                    + "(conv, user, at) VALUES (?, ?, ?)", group.value(), user.value(), now);
            case GroupEffect.Forget(UserId user) -> forget(user);
            case GroupEffect.Invite(Invitation invitation) -> sql.update("UPDATE chat_group "
                            + "SET code = ?, code_expires_at = ? WHERE conv = ?",
                    invitation == null ? null : invitation.code(),
                    invitation == null ? 0 : invitation.expiresAt(), group.value());
            case GroupEffect.Dissolve _ -> dissolve();
        }
    }

    /// What was said before the joining is not unread, and not to be read.
    private void join(UserId user, GroupRole role) throws SQLException {
        long mutedUntil = fresh ? 0 : sql.first("DELETE FROM muted_outsider WHERE conv = ?"
                        + " AND user = ? RETURNING until", row -> row.getLong(1), group.value(),
                user.value()).orElse(0L);
        sql.update("INSERT INTO member (user, conv, since_seq, role, read, muted_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?)", user.value(), group.value(), seq,
                role.wireName(), seq, mutedUntil);
        if (!fresh) {
            forget(user);
        }
        more++;
    }

    /// A mute outlasts the leaving: otherwise coming back would lift it.
    private void part(UserId user) throws SQLException {
        sql.update("INSERT INTO muted_outsider (conv, user, until) SELECT conv, user, muted_until"
                        + " FROM member WHERE user = ? AND conv = ? AND muted_until > ?"
                        + " ON CONFLICT DO UPDATE SET until = excluded.until", user.value(),
                group.value(), now);
        sql.update("DELETE FROM member WHERE user = ? AND conv = ?", user.value(),
                group.value());
        more--;
    }

    private void setRole(UserId user, GroupRole role) throws SQLException {
        sql.update("UPDATE member SET role = ? WHERE user = ? AND conv = ?", role.wireName(),
                user.value(), group.value());
        if (role == GroupRole.OWNER) {
            sql.update("UPDATE chat_group SET owner = ? WHERE conv = ?", user.value(),
                    group.value());
        }
    }

    private void forget(UserId user) throws SQLException {
        sql.update("DELETE FROM join_request WHERE conv = ? AND user = ?", group.value(),
                user.value());
    }

    /// The members' rows mean nothing without the group, and go bit by bit: there may be many.
    private void dissolve() throws SQLException {
        sql.update("DELETE FROM chat_group WHERE conv = ?", group.value());
        sql.update("DELETE FROM join_request WHERE conv = ?", group.value());
        sql.update("DELETE FROM muted_outsider WHERE conv = ?", group.value());
        sql.update("UPDATE conversation SET kind = 'dissolved' WHERE id = ?", group.value());
    }
}
