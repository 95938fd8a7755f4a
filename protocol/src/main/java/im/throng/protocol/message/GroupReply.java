package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers about groups. Where one carries a `seq`, it is that of the change's entry; null if
/// nothing changed.
public sealed interface GroupReply extends Reply.Success {

    /// The group has begun.
    record Created(ConversationName.Group conversation, long seq) implements GroupReply {}

    /// A group.
    ///
    /// @param myRole the asker's role; null for an outsider
    record Description(String name, UserId owner, int memberCount, String notice,
                       JoinPolicy joinPolicy, boolean mutedAll, @Nullable GroupRole myRole,
                       long createdAt)
            implements GroupReply {}

    /// A page of members, by id.
    ///
    /// @param next what to give as `after` for the next page; null at the end
    record MemberPage(List<Member> members, @Nullable UserId next) implements GroupReply {
        /// Keeps its own copy of the list.
        public MemberPage {
            members = List.copyOf(members);
        }
    }

    /// A member.
    ///
    /// @param mutedUntil until when the member may only read, milliseconds since the epoch; null
    ///                   if not
    record Member(UserId userId, String userName, GroupRole role, @Nullable Long mutedUntil) {}

    /// Members came or went.
    record Changed(List<UserId> changed, @Nullable Long seq) implements GroupReply {
        /// Keeps its own copy of the list.
        public Changed {
            changed = List.copyOf(changed);
        }
    }

    /// The asker has joined, or waits for an answer.
    record Joining(boolean joined, @Nullable Long seq) implements GroupReply {}

    /// Who asked to join, the longest waiting first.
    record JoinRequests(List<JoinRequest> requests) implements GroupReply {
        /// Keeps its own copy of the list.
        public JoinRequests {
            requests = List.copyOf(requests);
        }
    }

    /// Somebody asked to join.
    ///
    /// @param at when, milliseconds since the epoch
    record JoinRequest(UserId userId, String userName, long at) {}

    /// The change is durable.
    record Noted(@Nullable Long seq) implements GroupReply {}

    /// The code of the invitation; null if there is none any more.
    record Invitation(@Nullable String code) implements GroupReply {}
}
