package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Read marks, what is unread, the list of conversations, and the heads that find a lost push.
class ReadMarkTest {

    @Test
    void p23_allIsAlwaysListedAlsoWhenNothingWasSaid() {
        try (var server = TestServer.started(); var client = server.loginNew()) {
            var list = client.ask("conversation.list", "{}").path("conversations");
            assertThat(list.size()).isEqualTo(1);
            var all = list.path(0);
            assertThat(all.path("conversation").stringValue("")).isEqualTo("all");
            assertThat(all.path("title").isString()).isTrue();
            assertMark(all, 0, 0, 0);
            assertThat(all.has("last")).as("last is absent where there is nothing").isFalse();
            assertThat(all.path("muted").booleanValue()).isFalse();
            assertThat(all.path("pinned").booleanValue()).isFalse();
        }
    }

    @Test
    void p23_theMarkStartsAtTheHeadOfTheRegistration() {
        try (var server = TestServer.started(); var writer = server.loginNew()) {
            say(writer, 1, 3);
            var late = server.newPerson();
            say(writer, 4, 5);
            try (var client = server.login(late)) {
                assertMark(all(client), 5, 3, 2);
                assertThat(all(client).path("last").path("text").stringValue(""))
                        .isEqualTo("t5");
                assertThat(all(client).path("last").path("seq").longValue(-1)).isEqualTo(5);
            }
        }
    }

    @Test
    void p22_whatWasSaidWhileOneWasAwayIsUnread() {
        try (var server = TestServer.started(); var writer = server.loginNew()) {
            var away = server.newPerson();
            server.login(away).close();
            say(writer, 1, 7);
            try (var client = server.login(away)) {
                assertMark(all(client), 7, 0, 7);
            }
        }
    }

    @Test
    void p23_readOnlyMovesForwardAndNeverBeyondTheHead() {
        try (var server = TestServer.started(); var writer = server.loginNew()) {
            var reader = server.newPerson();
            say(writer, 1, 10);
            try (var client = server.login(reader); var second = server.login(reader)) {
                assertMark(all(client), 10, 0, 10);
                mark(client, 4);
                assertMark(all(client), 10, 4, 6);
                assertMark(all(second), 10, 4, 6);
                mark(client, 2);
                assertMark(all(client), 10, 4, 6);
                mark(client, 0);
                assertMark(all(client), 10, 4, 6);
                mark(second, 6);
                assertMark(all(client), 10, 6, 4);
                mark(client, 5000);
                assertMark(all(client), 10, 10, 0);
                say(writer, 11, 12);
                assertMark(all(client), 12, 10, 2);
                mark(client, (1L << 53) - 1);
                assertMark(all(second), 12, 12, 0);
            }
        }
    }

    @Test
    void p23_aMarkIsDurableWhenItIsAcknowledged() {
        try (var server = TestServer.started()) {
            var reader = server.newPerson();
            var author = server.newPerson();
            try (var writer = server.login(author); var client = server.login(reader)) {
                say(writer, 1, 9);
                mark(client, 5);
            }
            server.restart();
            try (var client = server.login(reader); var writer = server.login(author)) {
                assertMark(all(client), 9, 5, 4);
                assertMark(all(writer), 9, 9, 0);
            }
        }
    }

    @Test
    void p23_sendingMovesTheSendersOwnMark() {
        try (var server = TestServer.started(); var writer = server.loginNew()) {
            var person = server.newPerson();
            say(writer, 1, 3);
            try (var client = server.login(person); var second = server.login(person)) {
                assertMark(all(client), 3, 0, 3);
                client.say("mine", "mine");
                assertMark(all(client), 4, 4, 0);
                assertMark(all(second), 4, 4, 0);
                say(writer, 4, 4);
                assertMark(all(client), 5, 4, 1);
                client.ask("message.send",
                        Json.object("to", "all", "key", "mine", "text", "mine"));
                assertMark(all(client), 5, 4, 1);
            }
        }
    }

    @Test
    void p23_unreadIsShownUpTo999() {
        try (var server = TestServer.started()) {
            var away = server.newPerson();
            try (var writer = server.loginNew()) {
                for (int i = 1; i <= 1100; i++) {
                    writer.post("message.send",
                            Json.object("to", "all", "key", "k" + i, "text", "t"));
                    if (i % 100 == 0) {
                        // Stays below the number of requests that may wait.
                        assertThat(writer.reply(i + 1).path("code").intValue(-1)).isEqualTo(200);
                    }
                }
            }
            try (var client = server.login(away)) {
                assertMark(all(client), 1100, 0, 999);
                mark(client, 101);
                assertMark(all(client), 1100, 101, 999);
                mark(client, 102);
                assertMark(all(client), 1100, 102, 998);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"limit\":1}", "{\"limit\":100000}"})
    void p23_theListTakesALimit(String data) {
        try (var server = TestServer.started(); var client = server.loginNew()) {
            var reply = client.ask("conversation.list", data);
            assertThat(reply.path("conversations").size()).isEqualTo(1);
            assertThat(reply.has("next")).isFalse();
        }
    }

    @Test
    void p23_anUnknownConversationCannotBeMarked() {
        try (var server = TestServer.started(); var client = server.loginNew()) {
            client.refused(404, "conversation.read",
                    Json.object("conversation", "g:12345", "seq", 1));
            client.refused(404, "message.history", Json.object("conversation", "g:12345"));
            client.refused(404, "message.send",
                    Json.object("to", "g:12345", "key", "k", "text", "t"));
        }
    }

    @Test
    void p24_aMarkThatMovesIsPushedToTheUsersOtherConnections() {
        try (var server = TestServer.started(); var writer = server.loginNew()) {
            var person = server.newPerson();
            say(writer, 1, 5);
            try (var client = server.login(person); var second = server.login(person)) {
                mark(client, 3);
                var push = second.push("read");
                assertThat(push.path("conversation").stringValue("")).isEqualTo("all");
                assertThat(push.path("userId").longValue(-1)).isEqualTo(person.id());
                assertThat(push.path("seq").longValue(-1)).isEqualTo(3);
                mark(client, 2);
                mark(client, 99);
                assertThat(second.push("read").path("seq").longValue(-1)).isEqualTo(5);
                assertThat(client.pushesSoFar("read")).isEmpty();
                assertThat(writer.pushesSoFar("read")).isEmpty();
            }
        }
    }

    /// A connection belongs to its user a moment before its login is answered.
    @Test
    void p32_noMarkOvertakesTheReplyToALogin() {
        try (var server = TestServer.started(); var writer = server.loginNew();
                var marker = server.open()) {
            var login = marker.ask("account.login", server.newPerson().credentials());
            var token = Json.object("token", login.path("token").stringValue(""));
            writer.raw().write(RawConnection.frames(IntStream.rangeClosed(1, 1000)
                    .mapToObj(i -> Json.request(i, "message.send",
                            Json.object("to", "all", "key", "k" + i, "text", "t" + i)))
                    .toArray(String[]::new)));
            marker.push("message", m -> m.path("seq").longValue(-1) == 1000);
            marker.raw().write(RawConnection.frames(IntStream.rangeClosed(1, 1000)
                    .mapToObj(i -> Json.request(i, "conversation.read",
                            Json.object("conversation", "all", "seq", i)))
                    .toArray(String[]::new)));
            for (int i = 0; i < 200; i++) {
                try (var other = server.open()) {
                    other.post("account.resume", token);
                    assertThat(other.next().path("type").stringValue("")).isEqualTo("reply");
                }
            }
        }
    }

    @Test
    void p25_theReplyToPingCarriesHeads() {
        try (var server = TestServer.started(); var client = server.loginNew();
                var writer = server.loginNew()) {
            assertThat(client.ask("ping", "{}").path("heads").isObject()).isTrue();
            long seq = writer.say("x", "k");
            client.push("message");
            var heads = client.ask("ping", "{}").path("heads");
            assertThat(heads.isObject()).isTrue();
            assertThat(heads.path("all").longValue(seq)).isEqualTo(seq);
        }
    }

    @Test
    void p26_theEpochIsTheSameForEverybodyAndAfterARestart() {
        try (var server = TestServer.started()) {
            var persons = List.of(server.newPerson(), server.newPerson());
            var first = epoch(server, persons.getFirst());
            assertThat(epoch(server, persons.getLast())).isEqualTo(first);
            server.restart();
            assertThat(epoch(server, persons.getFirst())).isEqualTo(first);
        }
    }

    private static String epoch(TestServer server, Person person) {
        try (var client = server.open()) {
            var epoch = client.ask("account.login", person.credentials()).path("epoch");
            assertThat(epoch.stringValue("")).isNotBlank();
            return epoch.stringValue("");
        }
    }

    private static void say(NativeClient writer, int first, int last) {
        for (int i = first; i <= last; i++) {
            writer.say("t" + i, "k" + i);
        }
    }

    private static void mark(NativeClient client, long seq) {
        client.ask("conversation.read", Json.object("conversation", "all", "seq", seq));
    }

    private static JsonNode all(NativeClient client) {
        return client.ask("conversation.list", "{}").path("conversations").path(0);
    }

    private static void assertMark(JsonNode conversation, long head, long read, int unread) {
        assertThat(List.of(conversation.path("head").longValue(-1),
                conversation.path("read").longValue(-1),
                conversation.path("unread").longValue(-1)))
                .as("head, read, unread of %s", conversation)
                .isEqualTo(List.of(head, read, (long) unread));
    }
}
