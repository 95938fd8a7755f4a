package im.throng.client;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups: who is in them, and how they are.
///
/// A change that succeeded is an entry of the group's log, which [ThrongListener#message] tells.
///
/// Threading: as the [ThrongClient], whose exceptions they also throw.
public final class Groups {

    private final Asking asking;

    Groups(Asking asking) {
        this.asking = asking;
    }

    /// Begins a group that the user owns.
    ///
    /// @param members who is in it beside the user, at most 500
    public ConversationName.Group create(String name, Collection<UserId> members,
                                         JoinPolicy policy) {
        return asking.ask(new GroupRequest.Create(name, List.copyOf(members), policy),
                GroupReply.Created.class).conversation();
    }

    /// Reads what a group is.
    public GroupReply.Description get(GroupId group) {
        return asking.ask(new GroupRequest.Get(group), GroupReply.Description.class);
    }

    /// Lists members by id.
    ///
    /// @param after the `next` of the page before; null for the first page
    /// @param limit how many at most, 1 to 500
    public GroupReply.MemberPage members(GroupId group, @Nullable UserId after, int limit) {
        return asking.ask(new GroupRequest.ListMembers(group, after, limit),
                GroupReply.MemberPage.class);
    }

    /// Brings users in, and returns those who were not in it.
    public List<UserId> add(GroupId group, Collection<UserId> users) {
        return asking.ask(new GroupRequest.Add(group, List.copyOf(users)),
                GroupReply.Changed.class).changed();
    }

    /// Puts members out, and returns those who were in it.
    public List<UserId> remove(GroupId group, Collection<UserId> users) {
        return asking.ask(new GroupRequest.Remove(group, List.copyOf(users)),
                GroupReply.Changed.class).changed();
    }

    /// Joins, or asks to.
    ///
    /// @param code the code of an invitation; null without one
    /// @return whether the user is in it now, rather than waiting for an answer
    public boolean join(GroupId group, @Nullable String code) {
        return asking.ask(new GroupRequest.Join(group, code), GroupReply.Joining.class).joined();
    }

    /// Lists who asked to join, the longest waiting first.
    public List<GroupReply.JoinRequest> joinRequests(GroupId group) {
        return asking.ask(new GroupRequest.ListJoinRequests(group),
                GroupReply.JoinRequests.class).requests();
    }

    /// Reads the code by which everybody may join, or makes one.
    ///
    /// @param expiresAt until when it holds, milliseconds since the epoch; null: as it was, at
    ///                  first for ever
    public String link(GroupId group, @Nullable Long expiresAt) {
        String code = asking.ask(new GroupRequest.Link(group, expiresAt, false),
                GroupReply.Invitation.class).code();
        if (code == null) {
            throw new IllegalStateException("the server made no code");
        }
        return code;
    }

    /// Ends the code by which everybody may join.
    public void revokeLink(GroupId group) {
        asking.ask(new GroupRequest.Link(group, null, true), GroupReply.Invitation.class);
    }

    /// Changes a group by a request that has nothing more to say than that it is done: to leave
    /// and to dissolve, roles, muting, answers to those who ask, and what it is called.
    public void change(GroupRequest.Change change) {
        asking.ask(change, GroupReply.Noted.class);
    }
}
