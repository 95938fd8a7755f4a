package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests about groups.
public sealed interface GroupRequest extends MemberRequest {

    /// A change of a group that there is, by which nobody new is named.
    sealed interface Change extends GroupRequest {

        /// Returns the group that is changed.
        GroupId group();
    }

    /// Begins a group that the asker owns.
    record Create(String name, List<UserId> members, JoinPolicy joinPolicy)
            implements GroupRequest {
        /// Keeps its own copy of the list.
        public Create {
            members = List.copyOf(members);
        }
    }

    /// Reads what a group is.
    record Get(GroupId group) implements GroupRequest {}

    /// Lists members by id.
    ///
    /// @param after the last one of the page before; null for the first page
    record ListMembers(GroupId group, @Nullable UserId after, int limit)
            implements GroupRequest {}

    /// Brings users in.
    record Add(GroupId group, List<UserId> members) implements GroupRequest {
        /// Keeps its own copy of the list.
        public Add {
            members = List.copyOf(members);
        }
    }

    /// Puts members out.
    record Remove(GroupId group, List<UserId> members) implements Change {
        /// Keeps its own copy of the list.
        public Remove {
            members = List.copyOf(members);
        }
    }

    /// Joins, or asks to.
    ///
    /// @param code the code of an invitation; null without one
    record Join(GroupId group, @Nullable String code) implements Change {}

    /// Lists who asked to join.
    record ListJoinRequests(GroupId group) implements GroupRequest {}

    /// Answers somebody who asked to join.
    record AnswerJoin(GroupId group, UserId userId, boolean accept) implements Change {}

    /// Leaves.
    record Leave(GroupId group) implements Change {}

    /// Ends the group for all.
    record Dissolve(GroupId group) implements Change {}

    /// Gives a member a role; the owner's is handed over.
    record SetRole(GroupId group, UserId userId, GroupRole role) implements Change {}

    /// Lets a member, or all, only read for a while.
    ///
    /// @param userId  whom; null: all but the administrators
    /// @param untilAt until when, milliseconds since the epoch; 0 lifts it
    record Mute(GroupId group, @Nullable UserId userId, long untilAt) implements Change {}

    /// Changes what a group is; null leaves a field.
    record Update(GroupId group, @Nullable String name, @Nullable String notice,
                  @Nullable JoinPolicy joinPolicy) implements Change {}

    /// Reads, makes or ends the code by which everybody may join.
    ///
    /// @param expiresAt until when it holds, milliseconds since the epoch; null: as it was, at
    ///                  first for ever
    record Link(GroupId group, @Nullable Long expiresAt, boolean revoke)
            implements Change {}
}
