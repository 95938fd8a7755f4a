package im.throng.conformance;

import static im.throng.conformance.GroupTalk.join;
import static im.throng.conformance.GroupTalk.members;
import static im.throng.conformance.GroupTalk.message;
import static im.throng.conformance.GroupTalk.named;
import static im.throng.conformance.GroupTalk.names;
import static im.throng.conformance.GroupTalk.newGroup;
import static im.throng.conformance.GroupTalk.role;
import static im.throng.conformance.GroupTalk.roles;
import static im.throng.conformance.GroupTalk.say;
import static im.throng.conformance.GroupTalk.seqs;
import static im.throng.conformance.GroupTalk.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Groups: who is in them, who may do what, and what everybody hears of it.
class GroupTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private final Person ann = SERVER.newPerson();
    private final Person bob = SERVER.newPerson();
    private final Person eve = SERVER.newPerson();

    @Test
    void p20_allConnectionsOfAllMembersHearIt() {
        try (var owner = SERVER.login(ann); var device = SERVER.login(ann);
                var member = SERVER.login(bob); var outsider = SERVER.login(eve)) {
            String group = newGroup(owner, "invite", bob);
            assertThat(member.push("group").path("what").stringValue("")).isEqualTo("added");
            var event = member.push("message");
            assertThat(event.path("kind").stringValue("")).isEqualTo("event");
            assertThat(event.path("event").path("what").stringValue("")).isEqualTo("created");
            assertThat(event.path("event").path("members").get(0).longValue(-1))
                    .isEqualTo(bob.id());
            assertThat(say(owner, group, "k", "hello").path("seq").longValue(-1)).isEqualTo(2);
            assertThat(member.push("message").path("text").stringValue("")).isEqualTo("hello");
            assertThat(seqs(device.pushes("message", 2))).containsExactly(1L, 2L);
            assertThat(owner.pushesSoFar("message")).isEmpty();
            assertThat(outsider.pushesSoFar("message")).isEmpty();
        }
    }

    @Test
    void p12_whoLogsInHearsTheGroupsOfBefore() {
        String group;
        try (var owner = SERVER.login(ann)) {
            group = newGroup(owner, "invite", bob);
            try (var member = SERVER.login(bob)) {
                // Until the groups are loaded a hint tells; then pushes do.
                long heard = 0;
                for (int i = 0; heard < 3 && i < 200; i++) {
                    say(owner, group, "k" + i, "text");
                    heard += member.pushesSoFar("message").size();
                }
                assertThat(heard).isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void p30_whoComesAndGoesReadsExactlyTheOwnInterval() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            String group = newGroup(owner, "invite");
            say(owner, group, "before", "before");
            long from = owner.ask("group.add", members(group, bob)).path("seq").longValue(-1);
            say(owner, group, "during", "during");
            assertThat(seqs(member.ask("message.history", named(group)).path("entries")))
                    .containsExactly(from, from + 1);
            assertThat(seqs(member.ask("message.history", Json.object("conversation", group,
                    "after", 0)).path("entries"))).containsExactly(from, from + 1);
            assertThat(member.ask("message.history", Json.object("conversation", group, "before",
                    from + 1)).path("more").booleanValue()).isFalse();
            owner.ask("group.remove", members(group, bob));
            say(owner, group, "after", "after");
            assertThat(seqs(member.pushes("message", 2))).containsExactly(from, from + 1);
            assertThat(member.push("group", g -> "removed".equals(g.path("what")
                    .stringValue(""))).path("conversation").stringValue("")).isEqualTo(group);
            member.refused(404, "message.history", named(group));
            member.refused(404, "message.send", message(group, "k", "let me"));
            member.refused(404, "conversation.read", Json.object("conversation", group, "seq", 1));
            assertThat(names(member)).doesNotContain(group);
            long again = owner.ask("group.add", members(group, bob)).path("seq").longValue(-1);
            assertThat(seqs(member.ask("message.history", named(group)).path("entries")))
                    .containsExactly(again);
        }
    }

    @Test
    void p30_membershipMovesWithTheFlowOfMessages() {
        try (var owner = SERVER.login(ann); var talker = SERVER.login(eve);
                var member = SERVER.login(bob)) {
            String group = newGroup(owner, "invite", eve);
            List<long[]> intervals = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < 20; i++) {
                    talker.post("message.send", message(group, "r" + round + "." + i, "text"));
                }
                long from = owner.ask("group.add", members(group, bob)).path("seq")
                        .longValue(-1);
                for (int i = 20; i < 40; i++) {
                    talker.post("message.send", message(group, "r" + round + "." + i, "text"));
                }
                long until = owner.ask("group.remove", members(group, bob)).path("seq")
                        .longValue(-1);
                intervals.add(new long[] {from, until});
            }
            List<Long> expected = intervals.stream()
                    .flatMapToLong(one -> LongStream.range(one[0], one[1])).boxed().toList();
            assertThat(seqs(member.pushes("message", expected.size()))).isEqualTo(expected);
        }
    }

    @Test
    void p30_toAnOutsiderAGroupIsNotThere() {
        try (var owner = SERVER.login(ann); var outsider = SERVER.login(eve)) {
            String closed = newGroup(owner, "invite");
            String open = newGroup(owner, "open");
            String approve = newGroup(owner, "approve");
            for (String group : List.of(closed, approve, "g:1", "g:999999999")) {
                outsider.refused(404, "group.get", named(group));
                outsider.refused(404, "group.members", named(group));
                outsider.refused(404, "message.history", named(group));
                outsider.refused(404, "message.send", message(group, "k", "text"));
                outsider.refused(404, "conversation.mark", Json.object("conversation", group,
                        "muted", true));
                outsider.refused(404, "group.leave", named(group));
            }
            outsider.refused(404, "group.join", named(closed));
            var description = outsider.ask("group.get", named(open));
            assertThat(description.path("memberCount").intValue(-1)).isEqualTo(1);
            assertThat(description.has("myRole")).isFalse();
            outsider.refused(403, "message.history", named(open));
            outsider.refused(403, "message.send", message(open, "k", "text"));
            outsider.refused(403, "group.members", named(open));
            assertThat(outsider.ask("group.join", named(approve)).path("state").stringValue(""))
                    .isEqualTo("waiting");
            outsider.refused(404, "group.get", named(approve));
            assertThat(outsider.ask("group.join", named(open)).path("state").stringValue(""))
                    .isEqualTo("joined");
            say(outsider, open, "k", "thank you");
        }
    }

    @Test
    void p30_aCodeOpensEveryGroupWhileItHolds() {
        try (var owner = SERVER.login(ann); var outsider = SERVER.login(eve);
                var other = SERVER.login(bob)) {
            String group = newGroup(owner, "invite");
            String code = owner.ask("group.link", named(group)).path("code").stringValue("");
            assertThat(owner.ask("group.link", named(group)).path("code").stringValue(""))
                    .isEqualTo(code);
            outsider.refused(404, "group.join", join(group, code + "x"));
            assertThat(outsider.ask("group.join", join(group, code)).path("seq").longValue(-1))
                    .isEqualTo(2);
            assertThat(outsider.ask("group.join", join(group, code)).has("seq")).isFalse();
            assertThat(owner.ask("group.link", Json.object("conversation", group, "revoke",
                    true)).has("code")).isFalse();
            other.refused(404, "group.join", join(group, code));
            assertThat(owner.ask("group.link", named(group)).path("code").stringValue(""))
                    .isNotEqualTo(code);
            owner.refused(422, "group.link", Json.object("conversation", group, "expiresAt", 5));
            outsider.refused(403, "group.link", named(group));
        }
    }

    @Test
    void joinsThatWaitAreAnsweredByAdministrators() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob);
                var outsider = SERVER.login(eve)) {
            String group = newGroup(owner, "approve", bob);
            outsider.ask("group.join", named(group));
            outsider.ask("group.join", named(group));
            assertThat(owner.push("group", g -> "request".equals(g.path("what")
                    .stringValue(""))).path("conversation").stringValue("")).isEqualTo(group);
            assertThat(member.pushes("group", 1)).extracting(g -> g.path("what")
                    .stringValue("")).containsExactly("added");
            member.refused(403, "group.requests", named(group));
            member.refused(403, "group.add", members(group, eve));
            var waiting = owner.ask("group.requests", named(group)).path("requests");
            assertThat(waiting.size()).isEqualTo(1);
            assertThat(waiting.get(0).path("userName").stringValue("")).isEqualTo(eve.name());
            member.refused(403, "group.answer", answer(group, true));
            assertThat(owner.ask("group.answer", answer(group, false)).has("seq")).isFalse();
            owner.refused(404, "group.answer", answer(group, true));
            outsider.ask("group.join", named(group));
            long seq = owner.ask("group.answer", answer(group, true)).path("seq").longValue(-1);
            assertThat(outsider.push("group").path("what").stringValue("")).isEqualTo("added");
            assertThat(outsider.push("message").path("seq").longValue(-1)).isEqualTo(seq);
            assertThat(owner.ask("group.requests", named(group)).path("requests").size())
                    .isZero();
        }
    }

    @Test
    void rightsFollowTheRole() {
        try (var owner = SERVER.login(ann); var admin = SERVER.login(bob);
                var member = SERVER.login(eve)) {
            String group = newGroup(owner, "invite", bob, eve);
            member.refused(403, "group.update", Json.object("conversation", group, "name", "x"));
            member.refused(403, "group.remove", members(group, bob));
            member.refused(403, "group.mute", Json.object("conversation", group, "all", true,
                    "untilAt", 0));
            member.refused(403, "group.dissolve", named(group));
            member.refused(403, "group.role", role(group, eve, "admin"));
            owner.ask("group.role", role(group, bob, "admin"));
            admin.refused(403, "group.role", role(group, eve, "admin"));
            admin.refused(403, "group.remove", members(group, ann));
            admin.refused(403, "group.remove", members(group, eve, ann));
            admin.refused(403, "group.mute", mute(group, ann));
            admin.refused(403, "group.mute", mute(group, bob));
            var updated = admin.ask("group.update", Json.object("conversation", group, "name",
                    "climbers", "notice", "at eight"));
            var event = member.push("message", m -> m.path("seq").equals(updated.path("seq")));
            assertThat(event.path("event").path("what").stringValue("")).isEqualTo("updated");
            var description = member.ask("group.get", named(group));
            assertThat(description.path("name").stringValue("")).isEqualTo("climbers");
            assertThat(description.path("notice").stringValue("")).isEqualTo("at eight");
            assertThat(description.path("myRole").stringValue("")).isEqualTo("member");
            owner.refused(409, "group.leave", named(group));
            owner.ask("group.role", role(group, bob, "owner"));
            assertThat(roles(member, group)).containsExactly("admin", "owner", "member");
            owner.refused(403, "group.dissolve", named(group));
            owner.ask("group.leave", named(group));
            assertThat(owner.pushesSoFar("group")).extracting(g -> g.path("what")
                    .stringValue("")).doesNotContain("removed");
            admin.ask("group.dissolve", named(group));
            assertThat(member.push("group", g -> "dissolved".equals(g.path("what")
                    .stringValue(""))).path("conversation").stringValue("")).isEqualTo(group);
            member.refused(404, "group.get", named(group));
            admin.refused(404, "message.send", message(group, "k", "text"));
            assertThat(names(member)).doesNotContain(group);
        }
    }

    @Test
    void theMutedReadAndAdministratorsAreSpared() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            String group = newGroup(owner, "invite", bob);
            owner.ask("group.mute", mute(group, bob));
            member.refused(403, "message.send", message(group, "k", "text"));
            member.ask("message.history", named(group));
            assertThat(owner.ask("group.members", named(group)).path("members").get(1)
                    .path("mutedUntil").longValue(-1)).isGreaterThan(0);
            owner.ask("group.mute", Json.object("conversation", group, "userId", bob.id(),
                    "untilAt", 0));
            say(member, group, "k", "text");
            owner.ask("group.mute", Json.object("conversation", group, "all", true, "untilAt",
                    FAR));
            assertThat(member.ask("group.get", named(group)).path("mutedAll").booleanValue())
                    .isTrue();
            member.refused(403, "message.send", message(group, "k2", "text"));
            say(owner, group, "k", "text");
            // What was said before is answered as it was.
            assertThat(say(member, group, "k", "text").path("duplicate").booleanValue()).isTrue();
        }
    }

    @Test
    void leavingLiftsNoMute() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            String group = newGroup(owner, "open", bob);
            owner.ask("group.mute", mute(group, bob));
            member.ask("group.leave", named(group));
            member.ask("group.join", named(group));
            member.refused(403, "message.send", message(group, "k", "text"));
            owner.ask("group.mute", Json.object("conversation", group, "userId", bob.id(),
                    "untilAt", 0));
            member.ask("group.leave", named(group));
            member.ask("group.join", named(group));
            say(member, group, "k", "text");
        }
    }

    @Test
    void whatIsSoAlreadyIsNoEvent() {
        try (var owner = SERVER.login(ann)) {
            String group = newGroup(owner, "invite", bob);
            String update = Json.object("conversation", group, "name", "other");
            assertThat(owner.ask("group.update", update).has("seq")).isTrue();
            assertThat(owner.ask("group.update", update).has("seq")).isFalse();
            assertThat(owner.ask("group.mute", mute(group, bob)).has("seq")).isTrue();
            assertThat(owner.ask("group.mute", mute(group, bob)).has("seq")).isFalse();
        }
    }

    @Test
    void whoIsErasedWaitsNoMore() {
        try (var owner = SERVER.login(ann); var outsider = SERVER.login(eve)) {
            String group = newGroup(owner, "approve");
            outsider.ask("group.join", named(group));
            outsider.ask("account.delete", Json.object("userPwd", eve.password()));
            owner.refused(404, "group.answer", answer(group, true));
            assertThat(owner.ask("group.requests", named(group)).path("requests").size())
                    .isZero();
        }
    }

    @Test
    void p22_aListOfLongTextsIsCutByBytes() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            for (int i = 0; i < 20; i++) {
                say(owner, newGroup(owner, "invite", bob), "k", "x".repeat(60_000));
            }
            String before = "";
            int listed = 0;
            int pages = 0;
            do {
                var raw = member.request("conversation.list", before.isEmpty() ? "{}"
                        : Json.object("before", before));
                assertThat(raw.toString().length()).isLessThan(1 << 19);
                listed += raw.path("data").path("conversations").size();
                before = raw.path("data").path("next").stringValue("");
                pages++;
            } while (!before.isEmpty());
            assertThat(listed).isEqualTo(21);
            assertThat(pages).isBetween(4, 10);
        }
    }

    @Test
    void p23_unreadBeginsAtTheJoiningAndCountsNoEvents() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            String group = newGroup(owner, "invite");
            say(owner, group, "a", "text");
            long joined = owner.ask("group.add", members(group, bob)).path("seq").longValue(-1);
            assertThat(view(member, group).path("unread").intValue(-1)).isZero();
            assertThat(view(member, group).path("read").longValue(-1)).isEqualTo(joined);
            say(owner, group, "b", "text");
            owner.ask("group.update", Json.object("conversation", group, "name", "other"));
            say(owner, group, "c", "text");
            var view = view(member, group);
            assertThat(view.path("unread").intValue(-1)).isEqualTo(2);
            assertThat(view.path("title").stringValue("")).isEqualTo("other");
            member.ask("conversation.read", Json.object("conversation", group, "seq", 99));
            assertThat(view(member, group).path("read").longValue(-1)).isEqualTo(joined + 3);
            assertThat(view(member, group).path("unread").intValue(-1)).isZero();
        }
    }

    @Test
    void p24_fewMembersAreToldWhoReadsAndWrites() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob);
                var device = SERVER.login(bob)) {
            String group = newGroup(owner, "invite", bob);
            say(owner, group, "a", "text");
            member.ask("conversation.read", Json.object("conversation", group, "seq", 2));
            assertThat(owner.push("read").path("userId").longValue(-1)).isEqualTo(bob.id());
            assertThat(device.push("read").path("seq").longValue(-1)).isEqualTo(2);
            assertThat(member.pushesSoFar("read")).isEmpty();
            member.post("conversation.typing", named(group));
            assertThat(owner.push("typing").path("conversation").stringValue(""))
                    .isEqualTo(group);
            assertThat(device.pushesSoFar("typing")).isEmpty();
        }
    }

    @Test
    void p34_groupEntriesAreNotForClassicClients() {
        try (var owner = SERVER.login(ann); var classic = SERVER.classicLogin(bob)) {
            String group = newGroup(owner, "invite", bob);
            say(owner, group, "a", "text");
            owner.say("for all", "k");
            assertThat(classic.await("SmsMes", _ -> true).path("content").stringValue(""))
                    .isEqualTo("for all");
        }
    }

    @Test
    void aChangeNamesWhatIsWrong() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            owner.refused(404, "group.create", Json.object("name", "n", "members",
                    new Json.Raw("[" + bob.id() + "," + TestServer.unusedId() + "]")));
            assertThat(names(member)).containsExactly("all");
            assertThat(owner.refused(422, "group.create", "{\"members\":[]}")).contains("name");
            assertThat(owner.refused(422, "group.get", named("u:5"))).contains("conversation");
            assertThat(owner.refused(422, "group.create",
                    "{\"name\":\"n\",\"joinPolicy\":\"all\"}")).contains("joinPolicy");
            String group = newGroup(owner, "invite");
            assertThat(owner.refused(422, "group.update", named(group))).contains("name");
            assertThat(owner.refused(422, "group.mute", named(group))).contains("userId");
            assertThat(owner.ask("group.add", members(group, ann)).path("changed").size())
                    .isZero();
            owner.refused(404, "group.role", role(group, eve, "admin"));
        }
    }

    @Test
    void p9_whatFollowsAChangeFindsItMade() {
        try (var owner = SERVER.login(ann)) {
            String group = newGroup(owner, "invite");
            for (int i = 0; i < 20; i++) {
                long change = owner.post("group.update",
                        Json.object("conversation", group, "name", "n" + i));
                long send = owner.post("message.send", message(group, "k" + i, "text"));
                long get = owner.post("group.get", named(group));
                long changed = owner.reply(change).path("data").path("seq").longValue(-1);
                assertThat(owner.reply(send).path("data").path("seq").longValue(-1))
                        .isEqualTo(changed + 1);
                assertThat(owner.reply(get).path("data").path("name").stringValue(""))
                        .isEqualTo("n" + i);
            }
        }
    }

    @Test
    void anAccountThatIsErasedLeavesItsGroups() {
        try (var owner = SERVER.login(ann); var member = SERVER.login(bob)) {
            String group = newGroup(owner, "invite", bob);
            owner.ask("account.delete", Json.object("userPwd", ann.password()));
            var left = member.push("message", m -> "left".equals(m.path("event").path("what")
                    .stringValue("")));
            assertThat(left.path("event").path("owner").longValue(-1)).isEqualTo(bob.id());
            var description = member.ask("group.get", named(group));
            assertThat(description.path("owner").longValue(-1)).isEqualTo(bob.id());
            assertThat(description.path("memberCount").intValue(-1)).isEqualTo(1);
        }
    }

    @Test
    void p19_groupsOutliveARestart() {
        try (var server = TestServer.started()) {
            Person one = server.newPerson();
            Person two = server.newPerson();
            String group;
            try (var owner = server.login(one)) {
                group = owner.ask("group.create", Json.object("name", "n", "members",
                        new Json.Raw("[" + two.id() + "]"))).path("conversation")
                        .stringValue("");
                say(owner, group, "k", "text");
            }
            server.restart();
            try (var member = server.login(two)) {
                assertThat(say(member, group, "k", "text").path("seq").longValue(-1))
                        .isEqualTo(3);
                assertThat(view(member, group).path("unread").intValue(-1)).isZero();
            }
        }
    }

    private static final long FAR = System.currentTimeMillis() + Duration.ofDays(1).toMillis();

    private String answer(String group, boolean accept) {
        return Json.object("conversation", group, "userId", eve.id(), "accept", accept);
    }

    private static String mute(String group, Person who) {
        return Json.object("conversation", group, "userId", who.id(), "untilAt", FAR);
    }
}
