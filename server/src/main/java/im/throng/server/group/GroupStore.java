package im.throng.server.group;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where groups are kept.
///
/// Threading: any thread that may block; [#change] does not block.
public interface GroupStore {

    /// Queues a change; the outcome goes to its announcer. Changes of one thread for one group keep
    /// their order, also among the messages of that group.
    ///
    /// @throws RejectedException 503 if too much waits already
    void change(GroupDraft draft);

    /// Returns a group as a viewer finds it; empty if there is none of this id.
    Optional<View> find(GroupId group, UserId viewer);

    /// Returns members by id, from the first one behind a user.
    ///
    /// @param after null for the beginning
    List<Member> members(GroupId group, @Nullable UserId after, int limit);

    /// Returns who asked to join, the longest waiting first.
    List<Waiting> waiting(GroupId group, int limit);

    /// Takes back all that a user asked to join.
    void withdraw(UserId user);

    /// Returns the groups a user is in.
    List<GroupId> groupsOf(UserId user);

    /// Returns how many entries have been stored since the start, in all conversations: what
    /// [Arrival#since] counts. Any thread; does not block.
    long moves();

    /// Lets connections hear the groups of their users, from a point of the log on that is the same
    /// for all groups; what moved there since [Arrival#since] is hinted. Returns when that is done.
    ///
    /// @throws RejectedException 503 if too much waits already, or the store cannot be read
    void arrive(List<Arrival> arrivals);

    /// A connection that hears no groups yet.
    ///
    /// @param since [#moves] when the session of the connection was opened
    record Arrival(Connection connection, UserId user, long since) {}

    /// A group as somebody finds it.
    ///
    /// @param membership null for an outsider
    record View(Group group, @Nullable Membership membership) {}

    /// A member.
    record Member(UserId user, GroupRole role, long mutedUntil) {}

    /// Somebody who asked to join.
    record Waiting(UserId user, long at) {}
}
