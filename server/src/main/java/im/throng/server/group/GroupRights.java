package im.throng.server.group;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may do what in a group: the paragraph on rights of the contract.
public final class GroupRights {

    /// Above this only administrators may mention everybody.
    private static final int MENTIONABLE_MAX = 100;

    private GroupRights() {}

    /// Refuses unless the user may write, and mention everybody where the message does.
    public static void requireWriter(GroupFacts facts, UserId user, boolean mentionsEverybody) {
        Membership membership = requireMember(facts, user);
        Group group = facts.group().orElseThrow();
        if (membership.role().isAdministrator()) {
            return;
        }
        if (group.mutedUntil() > facts.now()) {
            throw forbidden("only administrators may write in this group now");
        }
        if (membership.mutedUntil() > facts.now()) {
            throw forbidden("you may only read in this group now");
        }
        if (mentionsEverybody && group.members() > MENTIONABLE_MAX) {
            throw forbidden("only administrators may mention everybody here");
        }
    }

    /// Returns the user's place, or refuses an outsider.
    static Membership requireMember(GroupFacts facts, UserId user) {
        Optional<Group> group = facts.group();
        Optional<Membership> membership =
                group.isEmpty() ? Optional.empty() : facts.member(user);
        return membership.orElseThrow(() -> outsider(facts.id(), group.orElse(null)));
    }

    /// Returns the user's place, or refuses who is no administrator.
    static Membership requireAdministrator(GroupFacts facts, UserId user) {
        return requireAdministrator(requireMember(facts, user));
    }

    /// Returns the place, or refuses who is no administrator.
    static Membership requireAdministrator(Membership membership) {
        if (!membership.role().isAdministrator()) {
            throw forbidden("only administrators of the group may do this");
        }
        return membership;
    }

    /// Refuses who is not the owner.
    static void requireOwner(GroupFacts facts, UserId user) {
        requireMember(facts, user);
        if (!facts.group().orElseThrow().owner().equals(user)) {
            throw forbidden("only the owner of the group may do this");
        }
    }

    /// Refuses unless the administrator stands above the member.
    static void requireAbove(Membership administrator, Membership member) {
        if (!administrator.role().isAbove(member.role())) {
            throw forbidden("this may not be done to one's equal or better");
        }
    }

    /// Returns what an outsider is told: nothing of a group that is not open (P-30).
    ///
    /// @param group null if there is none
    static RejectedException outsider(GroupId id, @Nullable Group group) {
        return group != null && group.joinPolicy() == JoinPolicy.OPEN
                ? forbidden("only members may do this; you may join")
                : unknown(id);
    }

    static RejectedException unknown(GroupId id) {
        return new RejectedException(ErrorCode.NOT_FOUND,
                "there is no conversation " + new ConversationName.Group(id).text());
    }

    private static RejectedException forbidden(String words) {
        return new RejectedException(ErrorCode.FORBIDDEN, words);
    }
}
