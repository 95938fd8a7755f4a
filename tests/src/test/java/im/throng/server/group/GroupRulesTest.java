package im.throng.server.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules of groups, without any store.
class GroupRulesTest {

    private static final GroupId ID = new GroupId(7);
    private static final UserId OWNER = new UserId(1);
    private static final UserId ADMIN = new UserId(2);
    private static final UserId MEMBER = new UserId(3);
    private static final UserId OUTSIDER = new UserId(4);
    private static final long NOW = 1_000;

    private final GroupRules rules = new GroupRules(4);
    private final Facts facts = new Facts();

    @Test
    void whoIsInIsNotAddedAgain() {
        GroupChange change = rules.add(MEMBER, List.of(MEMBER, OUTSIDER)).decide(facts);
        assertThat(change.effects())
                .containsExactly(new GroupEffect.Join(OUTSIDER, GroupRole.MEMBER));
        assertThat(change.event()).isEqualTo(new GroupEvent.Joined(List.of(OUTSIDER)));
        assertThat(rules.add(MEMBER, List.of(OWNER)).decide(facts).event()).isNull();
    }

    @Test
    void aFullGroupTakesNobody() {
        facts.members.put(OUTSIDER, new Membership(GroupRole.MEMBER, 1, 0));
        refused(ErrorCode.CONFLICT, rules.add(OWNER, List.of(new UserId(5))));
        refused(ErrorCode.CONFLICT, rules.create(OWNER, new GroupRequest.Create("n",
                List.of(ADMIN, MEMBER, OUTSIDER, new UserId(5)), JoinPolicy.OPEN)));
    }

    @Test
    void nobodyIsPutOutByAnEqual() {
        facts.members.put(OUTSIDER, new Membership(GroupRole.ADMIN, 1, 0));
        refused(ErrorCode.FORBIDDEN, rules.remove(ADMIN, List.of(OUTSIDER)));
        refused(ErrorCode.FORBIDDEN, rules.remove(ADMIN, List.of(ADMIN)));
        refused(ErrorCode.FORBIDDEN, rules.remove(OWNER, List.of(OWNER)));
        refused(ErrorCode.FORBIDDEN, rules.mute(ADMIN, OUTSIDER, NOW + 1));
        assertThat(rules.remove(OWNER, List.of(OUTSIDER, MEMBER)).decide(facts).effects())
                .containsExactly(new GroupEffect.Part(MEMBER), new GroupEffect.Part(OUTSIDER));
    }

    @Test
    void aTransferLeavesAnAdministrator() {
        assertThat(rules.setRole(OWNER, MEMBER, GroupRole.OWNER).decide(facts).effects())
                .containsExactly(new GroupEffect.SetRole(MEMBER, GroupRole.OWNER),
                        new GroupEffect.SetRole(OWNER, GroupRole.ADMIN));
        refused(ErrorCode.CONFLICT, rules.setRole(OWNER, OWNER, GroupRole.MEMBER));
        refused(ErrorCode.FORBIDDEN, rules.setRole(ADMIN, MEMBER, GroupRole.ADMIN));
    }

    @Test
    void aCodeHoldsUntilItsTime() {
        facts.invitation = new Invitation("code", NOW + 1);
        assertThat(rules.join(OUTSIDER, "code").decide(facts).event())
                .isEqualTo(new GroupEvent.Joined(List.of(OUTSIDER)));
        refused(ErrorCode.NOT_FOUND, rules.join(OUTSIDER, "Code"));
        facts.invitation = new Invitation("code", NOW);
        refused(ErrorCode.NOT_FOUND, rules.join(OUTSIDER, "code"));
        GroupChange renewed = rules.link(ADMIN, new GroupRequest.Link(ID, null, false), "fresh")
                .decide(facts);
        assertThat(renewed.effects())
                .containsExactly(new GroupEffect.Invite(new Invitation("fresh", 0)));
        assertThat(renewed.answer().reply(ID, null)).isEqualTo(new GroupReply.Invitation("fresh"));
    }

    @Test
    void theMutedAreSilentUntilTheirTimeAndAdministratorsNever() {
        facts.members.put(MEMBER, new Membership(GroupRole.MEMBER, 1, NOW));
        GroupRights.requireWriter(facts, MEMBER, true);
        facts.members.put(MEMBER, new Membership(GroupRole.MEMBER, 1, NOW + 1));
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> GroupRights.requireWriter(facts, MEMBER, false));
        facts.mutedUntil = NOW + 1;
        GroupRights.requireWriter(facts, ADMIN, false);
        GroupRights.requireWriter(facts, OWNER, false);
    }

    @Test
    void aLargeGroupIsMentionedByAdministratorsAlone() {
        facts.count = 101;
        GroupRights.requireWriter(facts, ADMIN, true);
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> GroupRights.requireWriter(facts, MEMBER, true));
        facts.count = 100;
        GroupRights.requireWriter(facts, MEMBER, true);
    }

    @Test
    void theGroupOfWhoIsErasedGoesToTheHeirOrEnds() {
        facts.heir = ADMIN;
        assertThat(rules.erase(OWNER).decide(facts).event())
                .isEqualTo(new GroupEvent.Left(OWNER, ADMIN));
        facts.heir = null;
        assertThat(rules.erase(OWNER).decide(facts).effects())
                .containsExactly(new GroupEffect.Dissolve());
        assertThat(rules.erase(OUTSIDER).decide(facts).effects()).isEmpty();
    }

    @Test
    void noMoreMayWaitThanAreShown() {
        facts.policy = JoinPolicy.APPROVE;
        for (int i = 0; i < GroupRules.WAITING_MAX - 1; i++) {
            facts.waiting.add(new UserId(1_000 + i));
        }
        assertThat(rules.join(OUTSIDER, null).decide(facts).effects())
                .containsExactly(new GroupEffect.Await(OUTSIDER));
        facts.waiting.add(new UserId(5));
        refused(ErrorCode.CONFLICT, rules.join(OUTSIDER, null));
        facts.waiting.add(OUTSIDER);
        assertThat(rules.join(OUTSIDER, null).decide(facts).effects()).isEmpty();
    }

    @Test
    void whoIsErasedMeanwhileComesInByNoWay() {
        facts.gone.add(OUTSIDER);
        facts.waiting.add(OUTSIDER);
        facts.invitation = new Invitation("code", 0);
        refused(ErrorCode.NOT_FOUND, rules.add(OWNER, List.of(OUTSIDER)));
        refused(ErrorCode.NOT_FOUND, rules.join(OUTSIDER, "code"));
        refused(ErrorCode.NOT_FOUND, rules.answer(OWNER, OUTSIDER, true));
        refused(ErrorCode.NOT_FOUND, rules.create(OWNER, new GroupRequest.Create("n",
                List.of(OUTSIDER), JoinPolicy.OPEN)));
        refused(ErrorCode.NOT_FOUND, rules.create(OUTSIDER, new GroupRequest.Create("n",
                List.of(), JoinPolicy.OPEN)));
    }

    private void refused(ErrorCode code, GroupRule rule) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> rule.decide(facts))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /// An invitation-only group of an owner, an administrator and a member.
    private static final class Facts implements GroupFacts {

        private final Map<UserId, Membership> members = new HashMap<>(Map.of(
                OWNER, new Membership(GroupRole.OWNER, 1, 0),
                ADMIN, new Membership(GroupRole.ADMIN, 1, 0),
                MEMBER, new Membership(GroupRole.MEMBER, 1, 0)));
        private final Set<UserId> waiting = new HashSet<>();
        private final Set<UserId> gone = new HashSet<>();
        private JoinPolicy policy = JoinPolicy.INVITE;
        private @Nullable Invitation invitation;
        private @Nullable UserId heir;
        private long mutedUntil;
        private int count;

        @Override
        public GroupId id() {
            return ID;
        }

        @Override
        public Optional<Group> group() {
            return Optional.of(new Group(ID, "n", OWNER, "", policy,
                    count == 0 ? members.size() : count, mutedUntil, 0));
        }

        @Override
        public Optional<Membership> member(UserId user) {
            return Optional.ofNullable(members.get(user));
        }

        @Override
        public Optional<Invitation> invitation() {
            return Optional.ofNullable(invitation);
        }

        @Override
        public boolean isWaiting(UserId user) {
            return waiting.contains(user);
        }

        @Override
        public int waiting() {
            return waiting.size();
        }

        @Override
        public boolean isGone(UserId user) {
            return gone.contains(user);
        }

        @Override
        public Optional<UserId> heir() {
            return Optional.ofNullable(heir);
        }

        @Override
        public long now() {
            return NOW;
        }
    }
}
