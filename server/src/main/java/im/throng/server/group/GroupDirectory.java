package im.throng.server.group;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What groups are and who is in them, for those who may know.
///
/// Threading: any thread that may block.
public final class GroupDirectory {

    private final GroupStore groups;
    private final Profiles profiles;
    private final InstantSource clock;
    private final int receiptsMax;

    /// Creates the directory.
    public GroupDirectory(GroupStore groups, Profiles profiles, InstantSource clock,
                          GroupConfig config) {
        this.groups = groups;
        this.profiles = profiles;
        this.clock = clock;
        this.receiptsMax = config.receiptsMax();
    }

    /// Returns the group, or refuses an outsider.
    public Group require(GroupId id, UserId viewer) {
        return requireMember(id, viewer).group();
    }

    /// Tells whether its members are few enough to be told who reads and who writes (P-24).
    public boolean tellsReceipts(Group group) {
        return group.members() <= receiptsMax;
    }

    /// Describes a group; an open one to outsiders too.
    GroupReply.Description describe(GroupId id, UserId viewer) {
        GroupStore.View view = groups.find(id, viewer)
                .orElseThrow(() -> GroupRights.unknown(id));
        Group group = view.group();
        Membership membership = view.membership();
        if (membership == null && group.joinPolicy() != JoinPolicy.OPEN) {
            throw GroupRights.unknown(id);
        }
        return new GroupReply.Description(group.name(), group.owner(), group.members(),
                group.notice(), group.joinPolicy(), group.mutedUntil() > clock.millis(),
                membership == null ? null : membership.role(), group.createdAt());
    }

    /// Returns a page of members, by id.
    GroupReply.MemberPage members(GroupId id, UserId viewer, @Nullable UserId after, int limit) {
        requireMember(id, viewer);
        List<GroupStore.Member> found = groups.members(id, after, limit + 1);
        boolean more = found.size() > limit;
        List<GroupStore.Member> shown = more ? found.subList(0, limit) : found;
        Profiles.Known names =
                profiles.known(shown.stream().map(GroupStore.Member::user).toList());
        long now = clock.millis();
        List<GroupReply.Member> members = new ArrayList<>(shown.size());
        for (GroupStore.Member member : shown) {
            members.add(new GroupReply.Member(member.user(), names.name(member.user()),
                    member.role(), member.mutedUntil() > now ? member.mutedUntil() : null));
        }
        return new GroupReply.MemberPage(members, more ? shown.getLast().user() : null);
    }

    /// Returns who asked to join, the longest waiting first.
    GroupReply.JoinRequests waiting(GroupId id, UserId viewer) {
        GroupRights.requireAdministrator(requireMember(id, viewer).membership());
        List<GroupStore.Waiting> waiting = groups.waiting(id, GroupRules.WAITING_MAX);
        Profiles.Known names =
                profiles.known(waiting.stream().map(GroupStore.Waiting::user).toList());
        return new GroupReply.JoinRequests(waiting.stream()
                .map(one -> new GroupReply.JoinRequest(
                        one.user(), names.name(one.user()), one.at()))
                .toList());
    }

    private Seat requireMember(GroupId id, UserId viewer) {
        Optional<GroupStore.View> view = groups.find(id, viewer);
        Group group = view.map(GroupStore.View::group).orElse(null);
        Membership membership = view.map(GroupStore.View::membership).orElse(null);
        if (group == null || membership == null) {
            throw GroupRights.outsider(id, group);
        }
        return new Seat(group, membership);
    }

    private record Seat(Group group, Membership membership) {}
}
