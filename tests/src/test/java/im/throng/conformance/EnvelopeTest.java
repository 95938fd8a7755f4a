package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The envelope: which frames are none, what becomes of `id`, and what is refused before what.
class EnvelopeTest {

    private static final long ID_MAX = (1L << 53) - 1;

    @RegisterExtension
    static final TestServer SERVER = TestServer.with("limits.malformed-frames", "3");

    @ParameterizedTest
    @ValueSource(strings = {
        "", "  ", "[]", "null", "5", "\"ping\"", "{", "}", "{]", "[{}]", "nonsense", "{}",
        "{\"data\":{}}", "{\"type\":null}", "{\"type\":5}", "{\"type\":[\"ping\"]}",
        "{'type':'ping'}", "{type:\"ping\"}", "{\"type\":\"ping\",}", "{\"type\":\"ping\"",
        "{\"type\":\"ping\"}}", "{\"type\":\"ping\"}{\"type\":\"ping\"}", "{\"type\":\"ping\"} x",
        "{\"type\":\"ping\"}\u0000", "{\"type\":\"pi\u0001ng\"}", "{\"type\":\"ping\",\"x\":NaN}",
        "{\"type\":\"ping\",\"x\":01}", "{\"type\":\"ping\",\"x\":.5}",
        "{\"type\":\"ping\",\"x\":+1}", "{\"type\":\"ping\",\"x\":0x1}",
        "{\"type\":\"ping\"/**/}", "{\"type\":\"ping\"}// end", "{\"type\":\"pi\\xng\"}",
        "{\"type\":\"ping\",\"x\":\"\\u12\"}", "{\"type\":\"ping\",\"x\":tru}",
        "{\"type\":\"ping\" \"x\":1}", "{\"type\":\"ping\",\"x\"}",
        "{\"type\":\"ping\",\"data\":[]}", "{\"type\":\"ping\",\"data\":5}",
        "{\"type\":\"ping\",\"data\":true}", "{\"type\":\"ping\",\"data\":\"{}\"}"})
    void p8_whatIsNoEnvelopeIs400(String payload) {
        try (var client = nativeConnection()) {
            client.send(payload);
            assertMalformed(client.read());
            assertGoesOn(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "c0af", "c080", "e080af", "f08080af",
        "eda080", "edbfbf", "eda081edb080",
        "c3", "e282", "f09f98",
        "80", "bf", "fe", "ff", "f5808080", "f4908080", "c328"})
    void p8_invalidUtf8Is400(String hex) {
        try (var client = nativeConnection()) {
            client.write(RawConnection.frame(pingWith(HexFormat.of().parseHex(hex))));
            assertMalformed(client.read());
            assertGoesOn(client);
        }
    }

    @Test
    void p8_aByteOrderMarkIs400() {
        try (var client = nativeConnection()) {
            client.send("\ufeff{\"type\":\"ping\",\"id\":1}");
            assertMalformed(client.read());
            assertGoesOn(client);
        }
    }

    @Test
    void p8_anotherEncodingIs400() {
        try (var client = nativeConnection()) {
            client.write(RawConnection.frame("{\"type\":\"ping\",\"id\":1}".getBytes(UTF_16BE)));
            assertMalformed(client.read());
            assertGoesOn(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "1e2", "1E0", "0.5", "9007199254740992",
        "9223372036854775808", "100000000000000000000000000", "1e400", "\"1\"", "true", "[1]",
        "{\"a\":1}", "\"\""})
    void p8_anInvalidIdIs400(String id) {
        try (var client = nativeConnection()) {
            client.send("{\"type\":\"ping\",\"id\":" + id + "}");
            var reply = client.read();
            assertMalformed(reply);
            assertThat(reply.has("id")).as("%s", reply).isFalse();
            assertGoesOn(client);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1L << 31, 1L << 32, ID_MAX})
    void p6_anyIdUpToTheLargestComesBack(long id) {
        try (var client = SERVER.connect()) {
            client.send("{\"type\":\"ping\",\"id\":" + id + "}");
            assertThat(client.read().path("id").longValue(-1)).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":77}", "{\"id\":77,\"data\":{}}", "{\"type\":5,\"id\":77}",
        "{\"id\":77,\"type\":null}", "{\"type\":\"ping\",\"id\":77,\"data\":[]}"})
    void p8_a400CarriesTheIdWhereItCouldBeRead(String payload) {
        try (var client = nativeConnection()) {
            client.send(payload);
            var reply = client.read();
            assertMalformed(reply);
            assertThat(reply.path("id").longValue(-1)).as("%s", reply).isEqualTo(77);
        }
    }

    @Test
    void p8_theThirdMalformedFrameEndsTheConnection() {
        try (var client = SERVER.open()) {
            client.raw().send("[]");
            assertMalformed(client.next());
            client.refused(401, "ping", "{}");
            client.raw().send("{\"type\":\"ping\",\"id\":0}");
            assertMalformed(client.next());
            client.refused(401, "ping", "{}");
            client.raw().write(RawConnection.frames("nonsense", Json.request(99, "ping", "{}")));
            client.expectGoodbye(400, false);
        }
    }

    @Test
    void p8_threeMalformedFramesEndAConnectionThatIsLoggedIn() {
        try (var client = SERVER.loginNew()) {
            client.raw().write(RawConnection.frames("[]", "[]", "[]"));
            client.expectGoodbye(400, false);
        }
    }

    @Test
    void p8_otherRefusalsDoNotCountAsMalformed() {
        try (var client = SERVER.loginNew()) {
            for (int i = 0; i < 10; i++) {
                client.refused(404, "no.such.type", "{}");
                client.refused(422, "user.get", "{}");
                client.refused(404, "account.revoke", Json.object("sessionId", "nobody's"));
            }
            client.ask("ping", "{}");
        }
    }

    @Test
    void p8_nestingUpToSixtyFourIsRead() {
        try (var client = nativeConnection()) {
            for (var payload : List.of(nestedBeside(63), nestedInData(62))) {
                client.send(payload);
                assertThat(client.read().path("code").intValue(-1)).isEqualTo(401);
            }
        }
    }

    @Test
    void p8_nestingDeeperThanSixtyFourIs400() {
        try (var client = nativeConnection()) {
            for (var payload : List.of(nestedBeside(64), nestedInData(63))) {
                client.send(payload);
                assertMalformed(client.read());
            }
            assertGoesOn(client);
        }
    }

    @Test
    void p8_veryDeepNestingHarmsNobody() {
        try (var client = nativeConnection()) {
            client.send("{\"type\":\"ping\",\"x\":" + "[".repeat(200_000));
            assertMalformed(client.read());
            client.send("{\"a\":".repeat(40_000));
            assertMalformed(client.read());
            assertGoesOn(client);
        }
    }

    @Test
    void p8_ofDuplicateKeysTheLastWins() {
        try (var client = SERVER.loginNew()) {
            client.raw().send("{\"type\":\"no.such.type\",\"id\":0,\"data\":5,"
                    + "\"type\":\"ping\",\"id\":41,\"data\":{}}");
            // Somebody's arrival may be told before.
            assertThat(client.reply(41).path("code").intValue(-1)).isEqualTo(200);
            client.raw().send("{\"type\":\"message.send\",\"id\":42,\"data\":{\"to\":\"x\","
                    + "\"to\":\"all\",\"key\":7,\"key\":\"k\",\"text\":\"first\","
                    + "\"text\":\"last\"}}");
            assertThat(client.reply(42).path("code").intValue(-1)).isEqualTo(200);
            var page = client.ask("message.history",
                    Json.object("conversation", "all", "limit", 1));
            assertThat(page.path("entries").path(0).path("text").stringValue(""))
                    .isEqualTo("last");
            client.raw().send("{\"id\":43,\"type\":\"ping\",\"type\":5}");
            assertMalformed(client.reply(43));
        }
    }

    @Test
    void p8_unknownFieldsAreIgnored() {
        try (var client = SERVER.loginNew()) {
            client.raw().send("{\"zoo\":[1,{\"a\":null}],\"type\":\"message.send\",\"id\":5,"
                    + "\"Type\":\"x\",\"ID\":0,\"Data\":\"x\",\"code\":\"x\",\"error\":[],"
                    + "\"data\":{\"to\":\"all\",\"key\":\"u\",\"text\":\"t\",\"TEXT\":5,"
                    + "\"extra\":{\"deep\":[1e999,-0.0]}},\"last\":true}");
            assertThat(client.reply(5).path("code").intValue(-1)).isEqualTo(200);
        }
    }

    @Test
    void p8_whiteSpaceAroundAnEnvelopeIsAllowed() {
        try (var client = SERVER.connect()) {
            client.send(" \r\n\t{ \"type\" : \"ping\" ,\n\"id\" : 3 } \n");
            assertThat(client.read().path("id").longValue(-1)).isEqualTo(3);
        }
    }

    @Test
    void p8_anUnknownTypeIs404AlsoBeforeLogin() {
        try (var client = SERVER.open()) {
            client.refused(404, "no.such.type", "{}");
            client.refused(404, "", "{}");
            client.refused(404, "Ping", "{}");
            client.refused(404, "goodbye", "{}");
            client.refused(404, "reply", "{}");
            client.refused(404, "x".repeat(100_000), "{}");
        }
    }

    @Test
    void p8_aMalformedFrameIs400BeforeItsTypeIsLookedAt() {
        try (var client = nativeConnection()) {
            client.send("{\"type\":\"no.such.type\",\"id\":0}");
            assertMalformed(client.read());
            client.send("{\"type\":\"no.such.type\",\"id\":1,\"data\":[]}");
            assertMalformed(client.read());
        }
    }

    private static RawConnection nativeConnection() {
        var client = SERVER.connect();
        client.send("{\"type\":\"ping\",\"id\":1,\"data\":{}}");
        assertThat(client.read().path("code").intValue(-1)).isEqualTo(401);
        return client;
    }

    private static void assertMalformed(JsonNode reply) {
        assertThat(reply.path("type").stringValue("")).as("%s", reply).isEqualTo("reply");
        assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(400);
        assertThat(reply.path("error").stringValue("")).isNotBlank();
        assertThat(reply.has("retryAfterMs")).as("waiting does not help").isFalse();
    }

    private static void assertGoesOn(RawConnection client) {
        client.send("{\"type\":\"ping\",\"id\":1234}");
        var reply = client.read();
        assertThat(reply.path("id").longValue(-1)).as("%s", reply).isEqualTo(1234);
        assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(401);
    }

    private static byte[] pingWith(byte[] inside) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"type\":\"ping\",\"id\":1,\"x\":\"".getBytes(UTF_8));
        bytes.writeBytes(inside);
        bytes.writeBytes("\"}".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static String nestedBeside(int levels) {
        return "{\"type\":\"ping\",\"id\":1,\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    private static String nestedInData(int levels) {
        return "{\"type\":\"ping\",\"id\":1,\"data\":{\"x\":"
                + "[".repeat(levels) + "]".repeat(levels) + "}}";
    }
}
