package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Registration, login and what others may know of a user.
class AccountTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with("timeouts.heartbeat-ms", "54321",
            "limits.text-bytes", "65536");

    private static final String FACE = "😀";

    @Test
    void p11_registrationWithoutAnIdGivesTheNextFreeIdFromTenThousand() {
        try (var server = TestServer.started(); var client = server.open()) {
            var anybody = Json.object("userPwd", "123456", "userName", "n");
            client.ask("account.register", Json.object(
                    "userId", 10_002, "userPwd", "123456", "userName", "n"));
            var ids = List.of(
                    client.ask("account.register", anybody).path("userId").longValue(-1),
                    client.ask("account.register", anybody).path("userId").longValue(-1),
                    client.ask("account.register", anybody).path("userId").longValue(-1));
            assertThat(ids).containsExactly(10_000L, 10_001L, 10_003L);
        }
    }

    @Test
    void p11_aTakenIdIs409AndTheFirstOwnerKeepsIt() {
        var person = SERVER.newPerson();
        try (var client = SERVER.open()) {
            client.refused(409, "account.register", Json.object(
                    "userId", person.id(), "userPwd", "another1", "userName", "thief"));
            client.refused(403, "account.login",
                    Json.object("userId", person.id(), "userPwd", "another1"));
            var login = client.ask("account.login", person.credentials());
            assertThat(login.path("user").path("userName").stringValue(""))
                    .isEqualTo(person.name());
        }
    }

    @Test
    void p11_ofRegistrationsOfOneIdAtOnceOneSucceeds() {
        var clients = Stream.generate(SERVER::open).limit(16).toList();
        long id = TestServer.unusedId();
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).post("account.register", Json.object(
                    "userId", id, "userPwd", "password" + i, "userName", "n" + i));
            clients.get(i).post("account.register", Json.object(
                    "userPwd", "password" + i, "userName", "n" + i));
        }
        assertThat(clients.stream().map(c -> c.reply(1).path("code").intValue(-1)))
                .containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(clients.stream().map(c -> c.reply(2).path("data").path("userId")
                .longValue(-1))).doesNotHaveDuplicates().allMatch(given -> given >= 10_000);
        clients.forEach(NativeClient::close);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 1L << 32, (1L << 53) - 1})
    void p11_anyIdFromOneToTheLargestCanBeRegistered(long id) {
        try (var client = SERVER.open()) {
            var reply = client.ask("account.register",
                    Json.object("userId", id, "userPwd", "123456", "userName", "n"));
            assertThat(reply.path("userId").longValue(-1)).isEqualTo(id);
            client.ask("account.login", Json.object("userId", id, "userPwd", "123456"));
        }
    }

    @Test
    void p11_passwordsHaveSixTo128Characters() {
        try (var client = SERVER.open()) {
            for (var good : List.of("123456", FACE.repeat(6), "x".repeat(128), FACE.repeat(128),
                    "  \u00e4\"\\  ")) {
                var id = TestServer.unusedId();
                client.ask("account.register",
                        Json.object("userId", id, "userPwd", good, "userName", "n"));
                try (var session = SERVER.open()) {
                    session.refused(403, "account.login",
                            Json.object("userId", id, "userPwd", good.strip() + "."));
                    session.ask("account.login", Json.object("userId", id, "userPwd", good));
                }
            }
            for (var bad : List.of("", "12345", FACE.repeat(5), "x".repeat(129),
                    FACE.repeat(129))) {
                assertThat(client.refused(422, "account.register",
                        Json.object("userPwd", bad, "userName", "n"))).contains("userPwd");
            }
        }
    }

    @Test
    void p11_namesHaveOneTo64CharactersAndAreKeptAsSent() {
        try (var client = SERVER.loginNew()) {
            for (var good : List.of("n", FACE.repeat(64), "你好" + FACE + "\"\\x",
                    "e\u0301", " n ")) {
                var id = client.ask("account.register",
                        Json.object("userPwd", "123456", "userName", good)).path("userId");
                assertThat(user(client, id.longValue(-1)).path("userName").stringValue(""))
                        .isEqualTo(good);
            }
            for (var bad : List.of("", "n".repeat(65), FACE.repeat(65))) {
                assertThat(client.refused(422, "account.register",
                        Json.object("userPwd", "123456", "userName", bad))).contains("userName");
            }
            assertThat(client.refused(422, "account.register", Json.object("userPwd", "123456",
                    "userName", "n", "sex", "x".repeat(17)))).contains("sex");
        }
    }

    @Test
    void p11_anUnknownIdAndAWrongPasswordAreTheSame403() {
        var person = SERVER.newPerson();
        try (var client = SERVER.open()) {
            var unknown = client.request("account.login", Json.object(
                    "userId", TestServer.unusedId(), "userPwd", "wrong password"));
            var wrong = client.request("account.login", Json.object(
                    "userId", person.id(), "userPwd", "wrong password"));
            assertThat(unknown.path("code").intValue(-1)).isEqualTo(403);
            assertThat(wrong.path("code").intValue(-1)).isEqualTo(403);
            assertThat(unknown.path("error")).isEqualTo(wrong.path("error"));
            assertThat(unknown.propertyNames()).isEqualTo(wrong.propertyNames());
        }
    }

    /// A server that looks for the id first answers in a fraction of the time of a hash.
    @Test
    void p11_anUnknownIdTakesTheTimeOfAWrongPassword() {
        try (var server = TestServer.started("accounts.argon2-memory-kib", "8192",
                "accounts.argon2-iterations", "4",
                "accounts.failures-per-id-and-address", "100")) {
            var person = server.newPerson();
            try (var client = server.open()) {
                loginNanos(client, person.id());
                long wrong = loginNanos(client, person.id());
                long unknown = loginNanos(client, TestServer.unusedId());
                assertThat((double) unknown / wrong).isBetween(0.4, 2.5);
            }
        }
    }

    /// Returns the median of a few refused logins.
    private static long loginNanos(NativeClient client, long id) {
        var took = new long[7];
        for (int i = 0; i < took.length; i++) {
            long before = System.nanoTime();
            client.refused(403, "account.login",
                    Json.object("userId", id, "userPwd", "wrong password"));
            took[i] = System.nanoTime() - before;
        }
        Arrays.sort(took);
        return took[took.length / 2];
    }

    @Test
    void p13_theReplyToALoginSaysWhatAClientNeeds() {
        var person = SERVER.newPerson();
        try (var client = SERVER.open()) {
            var login = client.ask("account.login", person.credentials("laptop"));
            assertThat(login.path("user").path("userId").longValue(-1)).isEqualTo(person.id());
            assertThat(login.path("user").path("userName").stringValue(""))
                    .isEqualTo(person.name());
            assertThat(login.path("user").path("role").stringValue("")).isEqualTo("user");
            assertThat(login.path("token").stringValue("")).isNotBlank();
            long now = login.path("serverTime").longValue(-1);
            assertThat(now).isCloseTo(System.currentTimeMillis(),
                    within(60_000L));
            assertThat(login.path("tokenExpiresAt").longValue(-1) - now)
                    .isBetween(29 * 86_400_000L, 31 * 86_400_000L);
            assertThat(login.path("sessionId").stringValue("")).isNotBlank();
            assertThat(login.path("online").intValue(-1)).isGreaterThanOrEqualTo(1);
            assertThat(login.path("everyone").isBoolean()).isTrue();
            assertThat(login.path("epoch").stringValue("")).isNotBlank();
            assertThat(login.path("heartbeatMs").intValue(-1)).isEqualTo(54_321);
            assertThat(login.path("limits").path("frameBytes").intValue(-1)).isEqualTo(262_144);
            assertThat(login.path("limits").path("textBytes").intValue(-1)).isEqualTo(65_536);
        }
    }

    @Test
    void p13_aSecondLoginOnAConnectionIs409AndChangesNothing() {
        var first = SERVER.newPerson();
        var second = SERVER.newPerson();
        try (var client = SERVER.open()) {
            var token = client.ask("account.login", first.credentials())
                    .path("token").stringValue("");
            client.refused(409, "account.login", second.credentials());
            client.refused(409, "account.login", first.credentials());
            client.refused(409, "account.resume", Json.object("token", token));
            long seq = client.say("who am I?", "k");
            var entry = client.ask("message.history",
                    Json.object("conversation", "all", "after", seq - 1)).path("entries").path(0);
            assertThat(entry.path("from").longValue(-1)).isEqualTo(first.id());
        }
    }

    @Test
    void p13_aRefusedLoginLeavesTheConnectionForAnotherTry() {
        var person = SERVER.newPerson();
        try (var client = SERVER.open()) {
            client.refused(403, "account.login",
                    Json.object("userId", person.id(), "userPwd", "wrong"));
            client.refused(401, "ping", "{}");
            client.ask("account.login", person.credentials());
            client.ask("ping", "{}");
        }
    }

    @Test
    void p13_aLoginThatWaitsTooLongForItsTurnIs503() {
        try (var server = TestServer.started("accounts.argon2-memory-kib", "32768",
                "accounts.argon2-iterations", "6", "timeouts.login-wait-ms", "200",
                "accounts.failures-per-id-and-address", "100")) {
            var person = server.newPerson();
            var clients = Stream.generate(server::open).limit(24).toList();
            clients.forEach(c -> c.post("account.login", person.credentials()));
            var replies = clients.stream().map(c -> c.reply(1)).toList();
            clients.forEach(NativeClient::close);
            assertThat(replies).extracting(r -> r.path("code").intValue(-1))
                    .contains(200, 503).containsOnly(200, 503);
            assertThat(replies).filteredOn(r -> r.path("code").intValue(-1) == 503)
                    .allSatisfy(r -> assertThat(r.path("retryAfterMs").longValue(-1))
                            .isPositive());
        }
    }

    @Test
    void p11_usersAreShownWithoutAnythingSecretAndUnknownOnesAreLeftOut() {
        var person = SERVER.newPerson();
        try (var client = SERVER.loginNew()) {
            var user = user(client, person.id());
            assertThat(user.propertyNames()).containsExactlyInAnyOrder("userId", "userName",
                    "sex", "bio", "avatar", "createdAt", "role");
            assertThat(user.path("createdAt").longValue(-1)).isPositive();
            var users = client.ask("user.get", Json.object("userIds",
                    List.of(TestServer.unusedId(), person.id()))).path("users");
            assertThat(users.size()).isEqualTo(1);
            assertThat(client.ask("user.get", Json.object("userIds", List.of()))
                    .path("users").size()).isZero();
        }
    }

    private static JsonNode user(NativeClient client, long id) {
        return client.ask("user.get", Json.object("userIds", List.of(id))).path("users").path(0);
    }
}
