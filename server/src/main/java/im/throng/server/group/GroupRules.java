package im.throng.server.group;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each request about a group does to it.
///
/// Threading: immutable; its rules are pure.
final class GroupRules {

    private static final GroupChange.Answer NOTED = (_, seq) -> new GroupReply.Noted(seq);
    private static final GroupChange NOTHING = new GroupChange(List.of(), null, NOTED);

    /// As many as administrators are shown.
    static final int WAITING_MAX = 500;

    private final int membersMax;

    GroupRules(int membersMax) {
        this.membersMax = membersMax;
    }

    /// Begins a group.
    GroupRule create(UserId owner, GroupRequest.Create request) {
        List<UserId> others =
                request.members().stream().filter(user -> !user.equals(owner)).toList();
        return facts -> {
            requireRoom(0, others.size() + 1);
            requirePresent(facts, others);
            requirePresent(facts, List.of(owner));
            List<GroupEffect> effects = new ArrayList<>(others.size() + 2);
            effects.add(new GroupEffect.Begin(request.name(), owner, request.joinPolicy()));
            effects.add(new GroupEffect.Join(owner, GroupRole.OWNER));
            others.forEach(user -> effects.add(new GroupEffect.Join(user, GroupRole.MEMBER)));
            return new GroupChange(effects, new GroupEvent.Created(request.name(), others),
                    (group, seq) -> new GroupReply.Created(
                            new ConversationName.Group(group), seq == null ? 0 : seq));
        };
    }

    /// Brings users in: members do where the policy lets them, else administrators.
    GroupRule add(UserId actor, List<UserId> users) {
        return facts -> {
            GroupRights.requireMember(facts, actor);
            Group group = facts.group().orElseThrow();
            if (group.joinPolicy() == JoinPolicy.APPROVE) {
                GroupRights.requireAdministrator(facts, actor);
            }
            List<UserId> joining =
                    users.stream().filter(user -> facts.member(user).isEmpty()).toList();
            if (!joining.isEmpty()) {
                requireRoom(group.members(), joining.size());
                requirePresent(facts, joining);
            }
            return new GroupChange(joins(joining),
                    joining.isEmpty() ? null : new GroupEvent.Joined(joining),
                    (_, seq) -> new GroupReply.Changed(joining, seq));
        };
    }

    /// Puts members out; who is none is left out.
    GroupRule remove(UserId actor, List<UserId> users) {
        return facts -> {
            Membership own = GroupRights.requireAdministrator(facts, actor);
            Map<UserId, Membership> members = new TreeMap<>();
            users.forEach(user ->
                    facts.member(user).ifPresent(member -> members.put(user, member)));
            members.values().forEach(member -> GroupRights.requireAbove(own, member));
            List<UserId> parting = List.copyOf(members.keySet());
            return new GroupChange(
                    parting.stream().map(user -> (GroupEffect) new GroupEffect.Part(user)).toList(),
                    parting.isEmpty() ? null : new GroupEvent.Removed(parting),
                    (_, seq) -> new GroupReply.Changed(parting, seq));
        };
    }

    /// Joins where the code or the policy lets one, or waits.
    GroupRule join(UserId actor, @Nullable String code) {
        return facts -> {
            Group group = facts.group().orElseThrow(() -> GroupRights.unknown(facts.id()));
            if (facts.member(actor).isPresent()) {
                return new GroupChange(List.of(), null, joining(true));
            }
            requirePresent(facts, List.of(actor));
            boolean invited = code != null && facts.invitation().stream()
                    .anyMatch(invitation -> invitation.admits(code, facts.now()));
            if (invited || group.joinPolicy() == JoinPolicy.OPEN) {
                requireRoom(group.members(), 1);
                return new GroupChange(joins(List.of(actor)),
                        new GroupEvent.Joined(List.of(actor)), joining(true));
            }
            if (group.joinPolicy() == JoinPolicy.INVITE) {
                throw GroupRights.unknown(facts.id());
            }
            if (facts.isWaiting(actor)) {
                return new GroupChange(List.of(), null, joining(false));
            }
            if (facts.waiting() >= WAITING_MAX) {
                throw conflict("too many wait already to join this group");
            }
            return new GroupChange(List.of(new GroupEffect.Await(actor)), null, joining(false));
        };
    }

    /// Lets somebody in who asked, or does not.
    GroupRule answer(UserId actor, UserId user, boolean accept) {
        return facts -> {
            GroupRights.requireAdministrator(facts, actor);
            if (!facts.isWaiting(user)) {
                throw new RejectedException(ErrorCode.NOT_FOUND,
                        "user " + user + " has not asked to join");
            }
            if (!accept) {
                return new GroupChange(List.of(new GroupEffect.Forget(user)), null, NOTED);
            }
            requireRoom(facts.group().orElseThrow().members(), 1);
            requirePresent(facts, List.of(user));
            return new GroupChange(joins(List.of(user)), new GroupEvent.Joined(List.of(user)),
                    NOTED);
        };
    }

    /// Leaves; the owner hands over first.
    GroupRule leave(UserId actor) {
        return facts -> {
            GroupRights.requireMember(facts, actor);
            if (facts.group().orElseThrow().owner().equals(actor)) {
                throw conflict("the owner must hand the group over first, or dissolve it");
            }
            return new GroupChange(List.of(new GroupEffect.Part(actor)),
                    new GroupEvent.Left(actor, null), NOTED);
        };
    }

    /// Takes out a user whose account is erased; the owner's group goes to another, or ends.
    GroupRule erase(UserId user) {
        return facts -> {
            if (facts.group().isEmpty() || facts.member(user).isEmpty()) {
                return NOTHING;
            }
            if (!facts.group().get().owner().equals(user)) {
                return new GroupChange(List.of(new GroupEffect.Part(user)),
                        new GroupEvent.Left(user, null), NOTED);
            }
            Optional<UserId> heir = facts.heir();
            if (heir.isEmpty()) {
                return dissolution();
            }
            return new GroupChange(
                    List.of(new GroupEffect.SetRole(heir.get(), GroupRole.OWNER),
                            new GroupEffect.Part(user)),
                    new GroupEvent.Left(user, heir.get()), NOTED);
        };
    }

    /// Ends the group.
    GroupRule dissolve(UserId actor) {
        return facts -> {
            GroupRights.requireOwner(facts, actor);
            return dissolution();
        };
    }

    /// Gives a role; the owner's is handed over, and who had it is an administrator then.
    GroupRule setRole(UserId actor, UserId user, GroupRole role) {
        return facts -> {
            GroupRights.requireOwner(facts, actor);
            Membership member = requireNamed(facts, user);
            if (member.role() == role) {
                return NOTHING;
            }
            if (user.equals(actor)) {
                throw conflict("the owner must hand the group over to another first");
            }
            List<GroupEffect> effects = new ArrayList<>();
            effects.add(new GroupEffect.SetRole(user, role));
            if (role == GroupRole.OWNER) {
                effects.add(new GroupEffect.SetRole(actor, GroupRole.ADMIN));
            }
            return new GroupChange(effects, new GroupEvent.RoleSet(user, role), NOTED);
        };
    }

    /// Lets a member, or all but the administrators, only read for a while.
    GroupRule mute(UserId actor, @Nullable UserId user, long untilAt) {
        return facts -> {
            Membership own = GroupRights.requireAdministrator(facts, actor);
            long until = untilAt > facts.now() ? untilAt : 0;
            if (user == null) {
                if (facts.group().orElseThrow().mutedUntil() == until) {
                    return NOTHING;
                }
                return new GroupChange(List.of(new GroupEffect.MuteAll(until)),
                        new GroupEvent.Muted(null, until), NOTED);
            }
            Membership member = requireNamed(facts, user);
            GroupRights.requireAbove(own, member);
            if (member.mutedUntil() == until) {
                return NOTHING;
            }
            return new GroupChange(List.of(new GroupEffect.Mute(user, until)),
                    new GroupEvent.Muted(user, until), NOTED);
        };
    }

    /// Describes the group anew.
    GroupRule update(UserId actor, GroupRequest.Update request) {
        return facts -> {
            GroupRights.requireAdministrator(facts, actor);
            if (isSo(facts.group().orElseThrow(), request)) {
                return NOTHING;
            }
            return new GroupChange(
                    List.of(new GroupEffect.Describe(request.name(), request.notice(),
                            request.joinPolicy())),
                    new GroupEvent.Updated(request.name(), request.notice(),
                            request.joinPolicy()), NOTED);
        };
    }

    /// Reads, makes or ends the code that opens the group.
    ///
    /// @param fresh the code to use if there is none that holds
    GroupRule link(UserId actor, GroupRequest.Link request, String fresh) {
        return facts -> {
            GroupRights.requireAdministrator(facts, actor);
            if (request.revoke()) {
                return new GroupChange(List.of(new GroupEffect.Invite(null)), null,
                        (_, _) -> new GroupReply.Invitation(null));
            }
            Optional<Invitation> held = facts.invitation()
                    .filter(invitation -> invitation.holds(facts.now()));
            Long wished = request.expiresAt();
            if (wished != null && wished <= facts.now()) {
                throw RejectedException.invalid("expiresAt", "must be in the future");
            }
            Invitation wanted = new Invitation(held.map(Invitation::code).orElse(fresh),
                    wished != null ? wished : held.map(Invitation::expiresAt).orElse(0L));
            return new GroupChange(held.filter(wanted::equals).isPresent() ? List.of()
                    : List.of(new GroupEffect.Invite(wanted)), null,
                    (_, _) -> new GroupReply.Invitation(wanted.code()));
        };
    }

    private static boolean isSo(Group group, GroupRequest.Update wanted) {
        return (wanted.name() == null || wanted.name().equals(group.name()))
                && (wanted.notice() == null || wanted.notice().equals(group.notice()))
                && (wanted.joinPolicy() == null || wanted.joinPolicy() == group.joinPolicy());
    }

    private static Membership requireNamed(GroupFacts facts, UserId user) {
        return facts.member(user).orElseThrow(() -> new RejectedException(ErrorCode.NOT_FOUND,
                "user " + user + " is not in the group"));
    }

    private void requireRoom(int members, int more) {
        if (members + more > membersMax) {
            throw conflict("a group has at most " + membersMax + " members");
        }
    }

    /// Who was known when the request came may have been erased since.
    private static void requirePresent(GroupFacts facts, List<UserId> users) {
        for (UserId user : users) {
            if (facts.isGone(user)) {
                throw new RejectedException(ErrorCode.NOT_FOUND, "there is no user " + user);
            }
        }
    }

    private static GroupChange dissolution() {
        return new GroupChange(List.of(new GroupEffect.Dissolve()), new GroupEvent.Dissolved(),
                NOTED);
    }

    private static List<GroupEffect> joins(List<UserId> users) {
        return users.stream()
                .map(user -> (GroupEffect) new GroupEffect.Join(user, GroupRole.MEMBER)).toList();
    }

    private static GroupChange.Answer joining(boolean joined) {
        return (_, seq) -> new GroupReply.Joining(joined, seq);
    }

    private static RejectedException conflict(String words) {
        return new RejectedException(ErrorCode.CONFLICT, words);
    }
}
