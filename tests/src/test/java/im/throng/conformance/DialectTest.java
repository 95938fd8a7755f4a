package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The first frame chooses the dialect; requests, replies and pushes of the native one.
class DialectTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\",\"id\":1,\"data\":{}}",
        "{\"type\":\"ping\",\"id\":1,\"data\":null}", "{\"type\":\"ping\",\"id\":1}"})
    void p5_dataThatIsAnObjectNullOrAbsentMeansNative(String first) {
        try (var client = SERVER.connect()) {
            client.send(first);
            var reply = client.read();
            assertThat(reply.path("type").stringValue("")).isEqualTo("reply");
            assertThat(reply.path("code").intValue(-1)).isEqualTo(401);
        }
    }

    @Test
    void p5_dataThatIsAStringMeansClassic() {
        try (var client = SERVER.classic()) {
            assertThat(client.login(TestServer.unusedId(), "x").path("code").intValue(-1))
                    .isEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\",\"id\":3,\"data\":[]}",
        "{\"type\":\"ping\",\"id\":3,\"data\":5}", "{\"type\":\"LoginMes\",\"id\":3,\"data\":true}",
        "{\"type\":\"ping\",\"id\":3,\"data\":1.5}"})
    void p5_anythingElseIsAnsweredAsNative400(String first) {
        try (var client = SERVER.connect()) {
            client.send(first);
            var reply = client.read();
            assertThat(reply.path("type").stringValue("")).isEqualTo("reply");
            assertThat(reply.path("code").intValue(-1)).isEqualTo(400);
            assertThat(reply.path("id").longValue(-1)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{\"type\":5,\"data\":{}}"})
    void p5_aFirstFrameThatIsNoEnvelopeIsAnsweredAsNative400(String first) {
        try (var client = SERVER.connect()) {
            client.send(first);
            assertThat(client.read().path("code").intValue(-1)).isEqualTo(400);
            client.send(Json.request(2, "ping", "{}"));
            assertThat(client.read().path("code").intValue(-1)).isEqualTo(401);
        }
    }

    @Test
    void p5_theNativeDialectStays() {
        try (var client = SERVER.loginNew()) {
            client.raw().send(Json.classic("LoginMes", "{\"userId\":1,\"userPwd\":\"x\"}"));
            var reply = firstReply(client);
            assertThat(reply.path("type").stringValue("")).as("%s", reply).isEqualTo("reply");
            assertThat(reply.path("code").intValue(-1)).isEqualTo(400);
            client.ask("ping", "{}");
        }
    }

    @Test
    void p5_theClassicDialectStays() {
        var other = SERVER.newPerson();
        try (var client = SERVER.classicLogin(SERVER.newPerson());
                var speaker = SERVER.classicLogin(other)) {
            client.told(other.id(), 0);
            client.send("SomethingElse", "");
            client.raw().send(Json.request(1, "ping", "{}"));
            speaker.say("who hears this?");
            assertOnlyClassic(client);
        }
    }

    /// Reads until the end or the message; nothing native may come.
    private static void assertOnlyClassic(ClassicClient client) {
        try {
            client.heard("who hears this?");
        } catch (ConnectionEndedException allowed) {
            // A frame that is none of its dialect may end a classic connection.
        }
    }

    @Test
    void p6_aReplyHasTypeIdCodeAndData() {
        try (var client = SERVER.loginNew()) {
            var reply = client.request("ping", "{}");
            assertThat(reply.propertyNames())
                    .containsExactlyInAnyOrder("type", "id", "code", "data");
            assertThat(reply.path("data").isObject()).isTrue();
        }
    }

    @Test
    void p6_aRefusalHasWordsAndNoDataAndNoWait() {
        try (var client = SERVER.open()) {
            var reply = client.request("ping", "{}");
            assertThat(reply.propertyNames())
                    .containsExactlyInAnyOrder("type", "id", "code", "error");
            assertThat(reply.path("error").stringValue("")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"id\":null,"})
    void p6_aRequestWithoutIdIsCarriedOutAndNotAnswered(String id) {
        var key = "silent" + id.length();
        try (var client = SERVER.loginNew(); var other = SERVER.loginNew()) {
            client.raw().send("{\"type\":\"message.send\"," + id + "\"data\":"
                    + Json.object("to", "all", "key", key, "text", key) + "}");
            other.push("message", m -> key.equals(m.path("text").stringValue("")));
            client.raw().send("{\"type\":\"message.send\"," + id + "\"data\":{}}");
            client.raw().send("{\"type\":\"no.such.type\"," + id + "\"data\":{}}");
            long ping = client.post("ping", "{}");
            assertThat(firstReply(client).path("id").longValue(-1)).isEqualTo(ping);
        }
    }

    private static JsonNode firstReply(NativeClient client) {
        while (true) {
            var frame = client.next();
            if ("reply".equals(frame.path("type").stringValue(""))) {
                return frame;
            }
        }
    }

    @Test
    void p6_theSameIdTwiceIsAnsweredTwice() {
        try (var client = SERVER.connect()) {
            client.write(RawConnection.frames(
                    Json.request(5, "ping", "{}"), Json.request(5, "ping", "{}")));
            assertThat(client.read().path("id").longValue(-1)).isEqualTo(5);
            assertThat(client.read().path("id").longValue(-1)).isEqualTo(5);
        }
    }

    @Test
    void p7_aPushHasTypeAndDataAndNoId() {
        try (var client = SERVER.loginNew(); var other = SERVER.loginNew()) {
            other.say("pushed", "k");
            while (true) {
                var frame = client.next();
                assertThat(frame.propertyNames()).containsExactlyInAnyOrder("type", "data");
                if ("message".equals(frame.path("type").stringValue(""))) {
                    break;
                }
            }
        }
    }

    @Test
    void p9_requestsForOneConversationAreCarriedOutAndAnsweredInOrder() {
        try (var client = SERVER.loginNew()) {
            long head = client.say("before", "before");
            for (int i = 1; i <= 50; i++) {
                client.post("message.send",
                        Json.object("to", "all", "key", "k" + i, "text", "t" + i));
                client.post("message.history", Json.object("conversation", "all", "limit", 1));
            }
            for (int i = 1; i <= 50; i++) {
                var sent = firstReply(client);
                assertThat(sent.path("data").path("seq").longValue(-1)).isEqualTo(head + i);
                var page = firstReply(client);
                assertThat(page.path("data").path("head").longValue(-1))
                        .as("a read sees the sends before it and none after it: %s", page)
                        .isEqualTo(head + i);
                assertThat(page.path("data").path("entries").path(0).path("text").stringValue(""))
                        .isEqualTo("t" + i);
            }
        }
    }

    @Test
    void p9_aRefusalIsAnsweredAfterTheMessagesBeforeIt() {
        var peer = SERVER.newPerson();
        try (var client = SERVER.loginNew()) {
            var direct = "u:" + peer.id();
            client.say("before", "before");
            client.ask("message.send", Json.object("to", direct, "key", "first", "text", "x"));
            var requests = 200;
            var payloads = new String[requests];
            long seq = 0;
            for (int i = 0; i < requests; i++) {
                // Some are refused before the store has them, some by its rule, some at once.
                payloads[i] = Json.request(1000 + i, "message.send", switch (i % 5) {
                    case 2 -> Json.object("to", direct, "key", "k" + i, "text", " ");
                    case 3 -> Json.object("to", "u:999999999", "key", "k" + i, "text", "x");
                    case 4 -> Json.object("to", direct, "key", "", "text", "x");
                    default -> Json.object("to", direct, "key", "k" + i, "text", "x");
                });
            }
            client.raw().write(RawConnection.frames(payloads));
            for (int i = 0; i < requests; i++) {
                var reply = firstReply(client);
                assertThat(reply.path("id").longValue(-1)).isEqualTo(1000 + i);
                assertThat(reply.path("code").intValue(-1)).isEqualTo(switch (i % 5) {
                    case 2, 4 -> 422;
                    case 3 -> 404;
                    default -> 200;
                });
                if (i % 5 < 2) {
                    assertThat(reply.path("data").path("seq").longValue(-1)).isGreaterThan(seq);
                    seq = reply.path("data").path("seq").longValue(-1);
                }
            }
        }
    }

    /// Each refusal is the first thing on a quiet connection, and something else follows at once.
    @Test
    void p9_whatFollowsARefusalInTheSameSegmentIsAnsweredAfterIt() {
        var next = List.of("ping", "message.send", "message.history");
        try (var client = SERVER.loginNew()) {
            for (int i = 0; i < 300; i++) {
                var type = next.get(i % next.size());
                client.raw().write(RawConnection.frames(
                        Json.request(1000 + 2 * i, "message.send",
                                Json.object("to", "all", "key", "no" + i, "text", " ")),
                        Json.request(1001 + 2 * i, type, Json.object("to", "all",
                                "conversation", "all", "limit", 1, "key", "f" + i, "text", "x"))));
                for (int j = 0; j < 2; j++) {
                    var reply = firstReply(client);
                    assertThat(reply.path("id").longValue(-1)).isEqualTo(1000 + 2 * i + j);
                    assertThat(reply.path("code").intValue(-1)).isEqualTo(j == 0 ? 422 : 200);
                }
            }
        }
    }

    @Test
    void p9_whatFollowsALoginInTheSameSegmentIsCarriedOutAfterIt() {
        var person = SERVER.newPerson();
        try (var client = SERVER.connect()) {
            client.write(RawConnection.frames(
                    Json.request(1, "account.login", person.credentials()),
                    Json.request(2, "message.send",
                            Json.object("to", "all", "key", "k", "text", "hasty")),
                    Json.request(3, "ping", "{}")));
            var codes = new HashMap<Long, Integer>();
            while (codes.size() < 3) {
                var frame = client.read();
                if (codes.isEmpty()) {
                    assertThat(frame.path("id").longValue(-1)).as("the first: %s", frame)
                            .isEqualTo(1);
                }
                if ("reply".equals(frame.path("type").stringValue(""))) {
                    codes.put(frame.path("id").longValue(-1), frame.path("code").intValue(-1));
                }
            }
            assertThat(codes).isEqualTo(Map.of(1L, 200, 2L, 200, 3L, 200));
        }
    }

    @Test
    void p9_anyNumberOfRequestsMayBeOnTheWay() {
        var requests = 3000;
        var payloads = new String[requests];
        for (int i = 0; i < requests; i++) {
            payloads[i] = Json.request(i + 1, "presence.online", "{}");
        }
        try (var client = SERVER.loginNew()) {
            client.raw().write(RawConnection.frames(payloads));
            for (int i = 0; i < requests; i++) {
                assertThat(firstReply(client).path("id").longValue(-1)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void p9_aReadMarkStandsInTheOrderOfItsConversation() {
        var reader = SERVER.newPerson();
        try (var client = SERVER.login(reader); var writer = SERVER.loginNew()) {
            for (int i = 0; i < 20; i++) {
                long seq = writer.say("x", "r" + i);
                client.post("conversation.read", Json.object("conversation", "all", "seq", seq));
                client.post("conversation.list", "{}");
                assertThat(firstReply(client).path("code").intValue(-1)).isEqualTo(200);
                var list = firstReply(client).path("data").path("conversations");
                assertThat(list.path(0).path("read").longValue(-1)).isEqualTo(seq);
            }
        }
    }
}
