package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Conversations of two.
class DirectTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private static final Duration SETTLED = Duration.ofMillis(300);

    private final Person ann = SERVER.newPerson();
    private final Person bob = SERVER.newPerson();

    @Test
    void p20_bothOnAllTheirConnectionsHearItUnderTheirOwnName() {
        try (var sender = SERVER.login(ann); var device = SERVER.login(ann);
                var peer = SERVER.login(bob); var stranger = SERVER.loginNew()) {
            var sent = send(sender, bob, "k1", "hello");
            assertThat(sent.path("conversation").stringValue("")).isEqualTo("u:" + bob.id());
            assertThat(sent.path("seq").longValue(-1)).isEqualTo(1);
            var heard = peer.push("message");
            assertThat(heard.path("conversation").stringValue("")).isEqualTo("u:" + ann.id());
            assertThat(heard.path("from").longValue(-1)).isEqualTo(ann.id());
            assertThat(heard.path("fromName").stringValue("")).isEqualTo(ann.name());
            assertThat(heard.path("text").stringValue("")).isEqualTo("hello");
            var own = device.push("message");
            assertThat(own.path("conversation").stringValue("")).isEqualTo("u:" + bob.id());
            assertThat(sender.pushesSoFar("message")).isEmpty();
            assertThat(stranger.pushesSoFar("message")).isEmpty();
        }
    }

    @Test
    void p18_aRetryIsTheSameEntryAndAKeyIsPerConversation() {
        try (var sender = SERVER.login(ann); var peer = SERVER.login(bob)) {
            var first = send(sender, bob, "k", "once");
            var again = send(sender, bob, "k", "once");
            assertThat(again.path("duplicate").booleanValue()).isTrue();
            assertThat(again.path("seq")).isEqualTo(first.path("seq"));
            sender.refused(409, "message.send", message(bob, "k", "other"));
            sender.say("elsewhere", "k");
            assertThat(send(peer, ann, "k", "mine").path("seq").longValue(-1)).isEqualTo(2);
            peer.pushes("message", 2);
        }
    }

    @Test
    void p19_manySendersToOneConversationShareOneOrder() {
        try (var left = SERVER.login(ann); var right = SERVER.login(bob)) {
            for (int i = 0; i < 100; i++) {
                left.post("message.send", message(bob, "l" + i, "from left"));
                right.post("message.send", message(ann, "r" + i, "from right"));
            }
            var seen = List.of(orderSeenBy(left), orderSeenBy(right));
            assertThat(seen.get(0)).isEqualTo(seen.get(1)).hasSize(200);
            for (int i = 0; i < 200; i++) {
                assertThat(seen.get(0).get(i)).isEqualTo(i + 1L);
            }
        }
    }

    @Test
    void p22_aMessageToSomebodyOfflineWaitsUnread() {
        try (var sender = SERVER.login(ann)) {
            send(sender, bob, "k1", "one");
            send(sender, bob, "k2", "two");
        }
        try (var reader = SERVER.login(bob)) {
            var view = conversation(reader, "u:" + ann.id());
            assertThat(view.path("title").stringValue("")).isEqualTo(ann.name());
            assertThat(view.path("head").longValue(-1)).isEqualTo(2);
            assertThat(view.path("unread").intValue(-1)).isEqualTo(2);
            assertThat(view.path("last").path("text").stringValue("")).isEqualTo("two");
            assertThat(view.path("peerRead").longValue(-1)).isEqualTo(2);
            var page = reader.ask("message.history", Json.object(
                    "conversation", "u:" + ann.id(), "after", 0));
            assertThat(page.path("entries").size()).isEqualTo(2);
            assertThat(page.path("head").longValue(-1)).isEqualTo(2);
        }
    }

    @Test
    void p23_readingIsDurableAndTheSameOnEveryDevice() {
        try (var sender = SERVER.login(ann); var reader = SERVER.login(bob);
                var device = SERVER.login(bob)) {
            for (int i = 0; i < 3; i++) {
                send(sender, bob, "k" + i, "text");
            }
            read(reader, ann, 2);
            for (var connection : List.of(reader, device)) {
                var view = conversation(connection, "u:" + ann.id());
                assertThat(view.path("read").longValue(-1)).isEqualTo(2);
                assertThat(view.path("unread").intValue(-1)).isEqualTo(1);
            }
            read(reader, ann, 99);
            read(reader, ann, 1);
            assertThat(conversation(device, "u:" + ann.id()).path("read").longValue(-1))
                    .isEqualTo(3);
        }
    }

    @Test
    void p24_aReadMarkIsPushedToThePeerAndToTheOtherDevices() {
        try (var sender = SERVER.login(ann); var reader = SERVER.login(bob);
                var device = SERVER.login(bob)) {
            send(sender, bob, "k", "text");
            read(reader, ann, 1);
            var told = sender.push("read");
            assertThat(told.path("conversation").stringValue("")).isEqualTo("u:" + bob.id());
            assertThat(told.path("userId").longValue(-1)).isEqualTo(bob.id());
            assertThat(told.path("seq").longValue(-1)).isEqualTo(1);
            assertThat(device.push("read").path("conversation").stringValue(""))
                    .isEqualTo("u:" + ann.id());
            assertThat(reader.pushesSoFar("read")).isEmpty();
            read(reader, ann, 1);
            assertThat(sender.pushesSoFar("read")).isEmpty();
        }
    }

    @Test
    void p24_typingIsToldToThePeerAlone() {
        try (var writer = SERVER.login(ann); var device = SERVER.login(ann);
                var peer = SERVER.login(bob)) {
            writer.raw().send("{\"type\":\"conversation.typing\",\"data\":{\"conversation\":\"u:"
                    + bob.id() + "\"}}");
            var told = peer.push("typing");
            assertThat(told.path("conversation").stringValue("")).isEqualTo("u:" + ann.id());
            assertThat(told.path("userId").longValue(-1)).isEqualTo(ann.id());
            assertThat(device.pushesSoFar("typing")).isEmpty();
            writer.ask("conversation.typing", Json.object("conversation", "all"));
            assertThat(peer.pushesSoFar("typing")).isEmpty();
        }
    }

    @Test
    void p29_anUnknownUserIs404() {
        try (var client = SERVER.login(ann)) {
            long nobody = TestServer.unusedId();
            client.refused(404, "message.send", Json.object(
                    "to", "u:" + nobody, "key", "k", "text", "hello"));
            client.refused(404, "message.history", Json.object("conversation", "u:" + nobody));
            client.refused(404, "conversation.read",
                    Json.object("conversation", "u:" + nobody, "seq", 1));
            client.refused(404, "conversation.typing", Json.object("conversation", "u:" + nobody));
            var empty = client.ask("message.history",
                    Json.object("conversation", "u:" + bob.id()));
            assertThat(empty.path("head").longValue(-1)).isZero();
            assertThat(list(client)).as("asking begins nothing").hasSize(1);
        }
    }

    @Test
    void p29_toSomebodyDeletedNothingIsSentButHistoryStays() {
        try (var client = SERVER.login(ann); var peer = SERVER.login(bob)) {
            send(client, bob, "k1", "hello");
            send(peer, ann, "k2", "hi");
            peer.ask("account.delete", Json.object("userPwd", bob.password()));
            client.refused(404, "message.send", message(bob, "k3", "are you there?"));
            var again = send(client, bob, "k1", "hello");
            assertThat(again.path("duplicate").booleanValue()).as("P-18").isTrue();
            var page = client.ask("message.history",
                    Json.object("conversation", "u:" + bob.id()));
            assertThat(page.path("entries").size()).isEqualTo(2);
            assertThat(page.path("entries").path(1).path("fromName").stringValue(""))
                    .isEqualTo("deleted");
            assertThat(conversation(client, "u:" + bob.id()).path("title").stringValue(""))
                    .isEqualTo("deleted");
        }
    }

    @Test
    void notesToOneselfReachOnesOtherDevices() {
        try (var client = SERVER.login(ann); var device = SERVER.login(ann)) {
            send(client, ann, "k", "remember");
            assertThat(device.push("message").path("conversation").stringValue(""))
                    .isEqualTo("u:" + ann.id());
            var view = conversation(client, "u:" + ann.id());
            assertThat(view.path("unread").intValue(-1)).isZero();
            assertThat(view.has("peerRead")).isFalse();
        }
    }

    @Test
    void theListIsOrderedByTheNewestMessageAndPaged() {
        try (var client = SERVER.login(ann)) {
            var people = List.of(SERVER.newPerson(), SERVER.newPerson(), bob);
            people.forEach(person -> send(client, person, "k", "text"));
            try (var peer = SERVER.login(people.getFirst())) {
                send(peer, ann, "k", "newest");
            }
            var first = client.ask("conversation.list", Json.object("limit", 2));
            assertThat(names(first)).containsExactly("u:" + people.get(0).id(),
                    "u:" + people.get(2).id());
            var rest = client.ask("conversation.list", Json.object("limit", 50,
                    "before", first.path("next").stringValue("")));
            assertThat(names(rest)).contains("u:" + people.get(1).id(), "all").hasSize(2);
            assertThat(rest.has("next")).isFalse();
            assertThat(client.refused(422, "conversation.list",
                    Json.object("before", "nonsense"))).contains("before");
        }
    }

    @Test
    void aConversationIsMutedAndPinnedForOneself() {
        try (var client = SERVER.login(ann); var peer = SERVER.login(bob)) {
            send(client, bob, "k", "text");
            client.ask("conversation.mark", "{\"conversation\":\"u:" + bob.id()
                    + "\",\"muted\":true,\"pinned\":true}");
            client.ask("conversation.mark", "{\"conversation\":\"u:" + bob.id()
                    + "\",\"muted\":false}");
            var view = conversation(client, "u:" + bob.id());
            assertThat(view.path("pinned").booleanValue()).isTrue();
            assertThat(view.path("muted").booleanValue()).isFalse();
            assertThat(conversation(peer, "u:" + ann.id()).path("pinned").booleanValue())
                    .isFalse();
            client.refused(422, "conversation.mark", "{\"conversation\":\"all\",\"muted\":1}");
        }
    }

    @Test
    void p34_aDirectMessageReachesClassicClientsAsSuchAndCountsAsRead() {
        try (var sender = SERVER.login(ann); var classic = SERVER.classicLogin(bob)) {
            send(sender, bob, "k", "hello");
            var said = classic.await("SmsMes", _ -> true);
            assertThat(said.path("content").stringValue("")).isEqualTo("[私信] hello");
            assertThat(said.path("userId").longValue(-1)).isEqualTo(ann.id());
            assertThat(said.path("userPwd").stringValue("x")).isEmpty();
            assertThat(sender.push("read").path("seq").longValue(-1)).isEqualTo(1);
        }
    }

    @Test
    void p34_directMessagesThatWaitArriveAfterTheLoginTheNewest50() {
        try (var sender = SERVER.login(ann)) {
            for (int i = 1; i <= 60; i++) {
                send(sender, bob, "k" + i, "text " + i);
            }
            try (var classic = SERVER.classicLogin(bob)) {
                for (int i = 11; i <= 60; i++) {
                    assertThat(classic.await("SmsMes", _ -> true).path("content")
                            .stringValue("")).isEqualTo("[私信] text " + i);
                }
                sender.push("read", read -> read.path("seq").longValue(-1) == 60);
            }
            try (var classic = SERVER.classicLogin(bob)) {
                send(sender, bob, "last", "only this");
                assertThat(classic.await("SmsMes", _ -> true).path("content").stringValue(""))
                        .isEqualTo("[私信] only this");
            }
        }
    }

    @Test
    void p34_whatComesDuringTheLoginHidesNothingThatWaited() {
        int rounds = 30;
        int each = 20;
        try (var sender = SERVER.login(ann)) {
            int heard = 0;
            for (int round = 1; round <= rounds; round++) {
                for (int i = 1; i <= each; i++) {
                    int number = (round - 1) * each + i;
                    sender.post("message.send", message(bob, "k" + number, "" + number));
                }
                // Logs in while they are on their way: some wait, some come just then.
                try (var classic = SERVER.classicLogin(bob)) {
                    while (heard < round * each) {
                        var text = classic.await("SmsMes", _ -> true).path("content")
                                .stringValue("");
                        int number = Integer.parseInt(text.substring("[私信] ".length()));
                        assertThat(number).as("heard %d before", heard)
                                .isLessThanOrEqualTo(heard + 1);
                        heard = Math.max(heard, number);
                    }
                }
            }
        }
    }

    @Test
    void p34_ownMessagesAndNotesDoNotComeBackToClassicClients() {
        try (var native1 = SERVER.login(bob); var classic = SERVER.classicLogin(bob)) {
            send(native1, ann, "k", "to ann");
            send(native1, bob, "n", "note");
            native1.say("to all", "a-" + bob.id());
            assertThat(classic.await("SmsMes", _ -> true).path("content").stringValue(""))
                    .isEqualTo("to all");
            for (var next = classic.next(SETTLED); next.isPresent();
                    next = classic.next(SETTLED)) {
                assertThat(next.get().type()).isNotEqualTo("SmsMes");
            }
        }
    }

    private static JsonNode send(NativeClient client, Person to, String key, String text) {
        return client.ask("message.send", message(to, key, text));
    }

    private static String message(Person to, String key, String text) {
        return Json.object("to", "u:" + to.id(), "key", key, "text", text);
    }

    private static void read(NativeClient client, Person with, long seq) {
        client.ask("conversation.read",
                Json.object("conversation", "u:" + with.id(), "seq", seq));
    }

    private static List<JsonNode> list(NativeClient client) {
        return client.ask("conversation.list", "{}").path("conversations").valueStream().toList();
    }

    private static List<String> names(JsonNode page) {
        return page.path("conversations").valueStream()
                .map(view -> view.path("conversation").stringValue("")).toList();
    }

    private static JsonNode conversation(NativeClient client, String name) {
        return list(client).stream()
                .filter(view -> view.path("conversation").stringValue("").equals(name))
                .findFirst().orElseThrow();
    }

    /// Returns the numbers of replies and pushes in the order they came.
    private static List<Long> orderSeenBy(NativeClient client) {
        var seqs = new ArrayList<Long>();
        while (seqs.size() < 200) {
            var frame = client.next();
            if (frame.path("data").has("seq")) {
                seqs.add(frame.path("data").path("seq").longValue(-1));
            }
        }
        return seqs;
    }
}
