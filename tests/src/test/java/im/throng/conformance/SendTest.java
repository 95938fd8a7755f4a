package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Sending to everybody: what is stored, under which number, who hears it, and what a retry does.
class SendTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private static final String FACE = "😀";

    @Test
    void p17_anAcknowledgedMessageSurvivesARestart() {
        try (var server = TestServer.started()) {
            var person = server.newPerson();
            var sent = new ArrayList<String>();
            try (var client = server.login(person)) {
                for (int i = 1; i <= 50; i++) {
                    assertThat(client.say("text " + i, "k" + i)).isEqualTo(i);
                    sent.add("text " + i);
                }
            }
            server.restart();
            try (var client = server.login(person)) {
                var page = client.ask("message.history",
                        Json.object("conversation", "all", "limit", 200));
                assertThat(texts(page)).isEqualTo(sent);
                assertThat(client.say("after", "after")).isEqualTo(51);
                var again = client.ask("message.send", send("k7", "text 7"));
                assertThat(again.path("seq").longValue(-1)).isEqualTo(7);
                assertThat(again.path("duplicate").booleanValue()).isTrue();
            }
        }
    }

    @Test
    void p18_aRetryIsAnsweredWithTheFirstEntryAndAppendsNothing() {
        var person = SERVER.newPerson();
        try (var client = SERVER.login(person); var elsewhere = SERVER.login(person);
                var other = SERVER.loginNew()) {
            var first = client.ask("message.send", send("retry", "once"));
            assertThat(first.path("conversation").stringValue("")).isEqualTo("all");
            assertThat(first.path("at").longValue(-1)).isPositive();
            assertThat(first.path("duplicate").booleanValue(false)).isFalse();
            for (var session : List.of(client, elsewhere, client)) {
                var again = session.ask("message.send", send("retry", "once"));
                assertThat(again.path("seq")).isEqualTo(first.path("seq"));
                assertThat(again.path("at")).isEqualTo(first.path("at"));
                assertThat(again.path("duplicate").booleanValue()).isTrue();
            }
            assertThat(client.say("next", "next")).isEqualTo(first.path("seq").longValue(-1) + 1);
            other.push("message", m -> "next".equals(m.path("text").stringValue("")));
            assertThat(other.pushesSoFar("message")).hasSize(1);
        }
    }

    @Test
    void p18_retriesOnTheWayTogetherAreOneEntry() {
        var person = SERVER.newPerson();
        try (var one = SERVER.login(person); var two = SERVER.login(person)) {
            var seqs = new ArrayList<Long>();
            for (int i = 0; i < 20; i++) {
                one.post("message.send", send("same" + i / 4, "same"));
                two.post("message.send", send("same" + i / 4, "same"));
            }
            for (int i = 1; i <= 20; i++) {
                for (var client : List.of(one, two)) {
                    // The login was the first request.
                    var reply = client.reply(i + 1);
                    assertThat(reply.path("code").intValue(-1)).isEqualTo(200);
                    seqs.add(reply.path("data").path("seq").longValue(-1));
                }
            }
            assertThat(seqs.stream().distinct().count()).isEqualTo(5);
        }
    }

    @Test
    void p18_twentyRacingRetriesAreOneEntryAlsoAfterARestart() {
        try (var server = TestServer.started()) {
            var person = server.newPerson();
            long seq = race(server, person, 19);
            server.restart();
            assertThat(race(server, person, 20)).isEqualTo(seq);
            try (var client = server.login(person)) {
                assertThat(texts(client.ask("message.history",
                        Json.object("conversation", "all")))).containsExactly("the same");
                assertThat(client.say("next", "next")).isEqualTo(seq + 1);
            }
        }
    }

    /// Sends one message on 20 connections at once; returns the `seq` that all were answered.
    private static long race(TestServer server, Person person, int duplicates) {
        var clients = Stream.generate(server::open).limit(20).toList();
        // A user has at most 8 sessions: the connections of a few share one.
        var tokens = new ArrayList<String>();
        for (int i = 0; i < clients.size(); i++) {
            if (i % 4 == 0) {
                tokens.add(clients.get(i).ask("account.login", person.credentials())
                        .path("token").stringValue(""));
            } else {
                clients.get(i).ask("account.resume", Json.object("token", tokens.getLast()));
            }
        }
        var ids = clients.stream().map(c -> c.post("message.send", send("race", "the same")))
                .toList();
        var replies = new ArrayList<JsonNode>();
        for (int i = 0; i < clients.size(); i++) {
            var reply = clients.get(i).reply(ids.get(i));
            assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(200);
            replies.add(reply.path("data"));
        }
        clients.forEach(NativeClient::close);
        assertThat(replies.stream().filter(r -> r.path("duplicate").booleanValue(false)))
                .hasSize(duplicates);
        assertThat(replies.stream().map(SendTest::placeOf).distinct()).hasSize(1);
        return replies.getFirst().path("seq").longValue(-1);
    }

    private static String placeOf(JsonNode reply) {
        return reply.path("conversation") + " " + reply.path("seq") + " " + reply.path("at");
    }

    @Test
    void p18_theSameKeyWithAnotherFieldIs409() {
        try (var client = SERVER.loginNew()) {
            client.say("one thing", "key");
            client.refused(409, "message.send", send("key", "another thing"));
            client.refused(409, "message.send", Json.object("to", "all", "key", "key",
                    "text", "one thing", "mentions", List.of(5)));
            client.refused(409, "message.send", Json.object("to", "all", "key", "key",
                    "text", "one thing", "replyTo", 1));
            assertThat(client.ask("message.send", send("key", "one thing"))
                    .path("duplicate").booleanValue()).isTrue();
        }
    }

    @Test
    void p18_keysBelongToTheirSender() {
        try (var one = SERVER.loginNew(); var two = SERVER.loginNew()) {
            long first = one.say("from one", "shared");
            assertThat(two.say("from two", "shared")).isEqualTo(first + 1);
        }
    }

    @Test
    void p18_keysHaveOneTo64CharactersAndAreTakenLiterally() {
        try (var client = SERVER.loginNew()) {
            var keys = List.of("a", "A", " a", "a ", FACE.repeat(64), "k".repeat(64),
                    "é", "e\u0301");
            var seqs = keys.stream().map(key -> client.say("t", key)).distinct().toList();
            assertThat(seqs).hasSameSizeAs(keys);
            for (var bad : List.of("", "k".repeat(65), FACE.repeat(65))) {
                assertThat(client.refused(422, "message.send", send(bad, "t"))).contains("key");
            }
        }
    }

    @Test
    void p19_seqIsDenseAndTheSameForEverybody() {
        var clients = LongStream.range(0, 6).mapToObj(_ -> SERVER.loginNew()).toList();
        long head = clients.getFirst().say("before", "before");
        var sends = 60;
        for (int i = 0; i < sends; i++) {
            for (var client : clients) {
                client.post("message.send", send("dense" + i, "t" + i));
                // What is refused must take no number.
                client.post("message.send", send("dense" + i, " "));
            }
        }
        long last = head + (long) sends * clients.size();
        for (var client : clients) {
            var seen = new ArrayList<Long>();
            while (seen.isEmpty() || seen.getLast() < last) {
                var frame = client.next();
                if (isEntry(frame) && seq(frame) > head) {
                    seen.add(seq(frame));
                }
            }
            // P-20: replies and pushes together rise without a gap.
            assertThat(seen).isEqualTo(LongStream.rangeClosed(head + 1, last).boxed().toList());
            client.close();
        }
    }

    private static boolean isEntry(JsonNode frame) {
        return "message".equals(frame.path("type").stringValue(""))
                || frame.path("data").has("seq");
    }

    private static long seq(JsonNode frame) {
        return frame.path("data").path("seq").longValue(-1);
    }

    @Test
    void p20_everyConnectionGetsThePushAndTheSendingOneTheReply() {
        var person = SERVER.newPerson();
        try (var sending = SERVER.login(person); var sendersOther = SERVER.login(person);
                var other = SERVER.loginNew()) {
            long seq = sending.say("你好" + FACE + "\"\\x", "k");
            for (var client : List.of(sendersOther, other)) {
                var entry = client.push("message");
                assertThat(entry.path("conversation").stringValue("")).isEqualTo("all");
                assertThat(entry.path("seq").longValue(-1)).isEqualTo(seq);
                assertThat(entry.path("from").longValue(-1)).isEqualTo(person.id());
                assertThat(entry.path("fromName").stringValue("")).isEqualTo(person.name());
                assertThat(entry.path("kind").stringValue("")).isEqualTo("text");
                assertThat(entry.path("text").stringValue("")).isEqualTo("你好" + FACE + "\"\\x");
                assertThat(entry.path("at").longValue(-1)).isPositive();
                assertThat(entry.has("key")).as("a key is the sender's own").isFalse();
            }
            assertThat(sending.pushesSoFar("message")).isEmpty();
        }
    }

    @Test
    void p20_whoLogsInWhileOthersTalkMissesNothing() {
        var persons = Stream.generate(SERVER::newPerson).limit(30).toList();
        try (var writer = SERVER.loginNew()) {
            int sent = 0;
            for (var person : persons) {
                for (int i = 0; i < 30; i++) {
                    sent++;
                    writer.post("message.send", send("flow" + sent, "t"));
                }
                try (var client = SERVER.open()) {
                    client.post("account.login", person.credentials());
                    assertThat(client.next().path("id").longValue(-1))
                            .as("nothing overtakes the reply").isEqualTo(1);
                    long head = client.ask("message.history",
                            Json.object("conversation", "all", "limit", 1))
                            .path("head").longValue(-1);
                    long mark = writer.say("mark", "mark" + sent);
                    for (long next = head + 1; next <= mark;) {
                        long seq = client.push("message").path("seq").longValue(-1);
                        assertThat(seq).isLessThanOrEqualTo(next);
                        next = Math.max(next, seq + 1);
                    }
                }
            }
        }
    }

    @Test
    void p20_aConnectionThatIsNotLoggedInHearsNothing() {
        try (var stranger = SERVER.open(); var client = SERVER.loginNew()) {
            stranger.refused(401, "ping", "{}");
            client.say("not for strangers", "k");
            long id = stranger.post("ping", "{}");
            assertThat(stranger.next().path("id").longValue(-1)).isEqualTo(id);
        }
    }

    @Test
    void p17_textsAreStoredAsSent() {
        var texts = List.of("plain", "你好" + FACE + "\"\\x", "<b>&amp;'</b>", "a\r\nb\tc",
                "e\u0301é",
                "\u0001\u001b[31m\u007f", "a\u2028b\u2029", "\u202eabc", "👨‍👩‍👧‍👦", "  spaces  ",
                "\ufeffmark", "\ufffd\uffff", "{\"type\":\"goodbye\"}", "x".repeat(65_536),
                "é".repeat(32_768), FACE.repeat(16_384));
        try (var client = SERVER.loginNew(); var other = SERVER.loginNew()) {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(texts.get(i).getBytes(UTF_8).length).isLessThanOrEqualTo(65_536);
                long seq = client.say(texts.get(i), "k" + i);
                assertThat(other.push("message").path("text").stringValue(""))
                        .isEqualTo(texts.get(i));
                var page = client.ask("message.history",
                        Json.object("conversation", "all", "after", seq - 1, "limit", 1));
                assertThat(texts(page)).containsExactly(texts.get(i));
            }
        }
    }

    @Test
    void p8_aTextThatIsTooLongIs422CountedInBytes() {
        try (var client = SERVER.loginNew()) {
            for (var text : List.of("x".repeat(65_537), "é".repeat(32_768) + "x",
                    FACE.repeat(16_384) + "x")) {
                assertThat(client.refused(422, "message.send", send("k", text))).contains("text");
            }
        }
    }

    @Test
    void p17_repliesAndMentionsAreKept() {
        try (var client = SERVER.loginNew(); var other = SERVER.loginNew()) {
            long first = client.say("first", "first");
            long second = client.ask("message.send", Json.object("to", "all", "key", "second",
                    "text", "second", "replyTo", first, "mentions", List.of(5, 6)))
                    .path("seq").longValue(-1);
            var pushed = other.push("message", m -> m.path("seq").longValue(-1) == second);
            var read = client.ask("message.history",
                    Json.object("conversation", "all", "after", first)).path("entries").path(0);
            for (var entry : List.of(pushed, read)) {
                assertThat(entry.path("replyTo").longValue(-1)).isEqualTo(first);
                assertThat(entry.path("mentions").toString()).isEqualTo("[5,6]");
            }
        }
    }

    private static String send(String key, String text) {
        return Json.object("to", "all", "key", key, "text", text);
    }

    private static List<String> texts(JsonNode page) {
        var texts = new ArrayList<String>();
        page.path("entries").forEach(e -> texts.add(e.path("text").stringValue("")));
        return texts;
    }
}
