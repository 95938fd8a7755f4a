package im.throng.server.group;

import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import org.jspecify.annotations.Nullable;

/// One thing that a change does to what is kept of a group.
public sealed interface GroupEffect {

    /// It begins, still without members.
    record Begin(String name, UserId owner, JoinPolicy joinPolicy) implements GroupEffect {}

    /// An outsider becomes a member, and waits no more.
    record Join(UserId user, GroupRole role) implements GroupEffect {}

    /// A member becomes an outsider.
    record Part(UserId user) implements GroupEffect {}

    /// A member gets a role; with the owner's, the group is the member's.
    record SetRole(UserId user, GroupRole role) implements GroupEffect {}

    /// A member may only read until then; 0 lifts it.
    record Mute(UserId user, long until) implements GroupEffect {}

    /// Only administrators may write until then; 0 lifts it.
    record MuteAll(long until) implements GroupEffect {}

    /// It is described anew; null stays as it was.
    record Describe(@Nullable String name, @Nullable String notice,
                    @Nullable JoinPolicy joinPolicy) implements GroupEffect {}

    /// An outsider waits to be let in.
    record Await(UserId user) implements GroupEffect {}

    /// An outsider waits no more.
    record Forget(UserId user) implements GroupEffect {}

    /// This code opens the group from now on; null: none does.
    record Invite(@Nullable Invitation invitation) implements GroupEffect {}

    /// It ends, and nobody is in it any more.
    record Dissolve() implements GroupEffect {}
}
