package im.throng.server.storage.jdbc;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupNews;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups that ended lately, for connections that were there by then but did not hear their groups
/// yet.
///
/// Threading: confined to the committer's thread.
final class RecentEnds {

    /// Of larger groups it is not kept who was in them.
    static final int MEMBERS_MAX = 1_000;
    private static final int KEPT_MAX = 256;

    private final Deque<End> ends = new ArrayDeque<>();
    private long forgotten;

    /// Notes that a group ended.
    ///
    /// @param move    counts entries, as [Heads.Head#move] does
    /// @param members who was in it; not all of them if there are more than [#MEMBERS_MAX]
    void add(GroupId group, long move, List<UserId> members) {
        ends.add(new End(group, move,
                members.size() > MEMBERS_MAX ? null : Set.copyOf(members)));
        if (ends.size() > KEPT_MAX) {
            forgotten = ends.remove().move();
        }
    }

    /// Returns what a user has to be told who has heard of no group since so many entries.
    List<Push> missed(UserId user, long since) {
        if (since < forgotten) {
            return List.of(new Push.EverythingMoved());
        }
        List<Push> missed = new ArrayList<>();
        for (End end : ends) {
            if (end.move() <= since) {
                continue;
            }
            if (end.members() == null) {
                return List.of(new Push.EverythingMoved());
            }
            if (end.members().contains(user)) {
                missed.add(new Push.GroupChanged(new ConversationName.Group(end.group()),
                        GroupNews.DISSOLVED));
            }
        }
        return missed;
    }

    /// A group that ended.
    ///
    /// @param members null if they were too many
    private record End(GroupId group, long move, @Nullable Set<UserId> members) {}
}
