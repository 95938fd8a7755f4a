package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a group, as an entry of its log tells it. Who did it is the entry's sender.
public sealed interface GroupEvent {

    /// It began, with these members beside its owner.
    record Created(String name, List<UserId> members) implements GroupEvent {
        /// Keeps its own copy of the list.
        public Created {
            members = List.copyOf(members);
        }
    }

    /// Users came in, by themselves or brought by the sender.
    record Joined(List<UserId> members) implements GroupEvent {
        /// Keeps its own copy of the list.
        public Joined {
            members = List.copyOf(members);
        }
    }

    /// A member left.
    ///
    /// @param owner who owns the group from then on, where that was the one who left; else null
    record Left(UserId member, @Nullable UserId owner) implements GroupEvent {}

    /// Members were put out.
    record Removed(List<UserId> members) implements GroupEvent {
        /// Keeps its own copy of the list.
        public Removed {
            members = List.copyOf(members);
        }
    }

    /// It was described anew; null is as before.
    record Updated(@Nullable String name, @Nullable String notice,
                   @Nullable JoinPolicy joinPolicy) implements GroupEvent {}

    /// A member has another role.
    record RoleSet(UserId member, GroupRole role) implements GroupEvent {}

    /// A member, or all, may only read.
    ///
    /// @param member  whom; null: all but the administrators
    /// @param untilAt until when, milliseconds since the epoch; 0: no more
    record Muted(@Nullable UserId member, long untilAt) implements GroupEvent {}

    /// It ended.
    record Dissolved() implements GroupEvent {}

    /// Something that this program does not know.
    record Unknown(String what) implements GroupEvent {}
}
