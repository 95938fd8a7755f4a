package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Tokens, sessions, how many there may be, and how they end.
class SessionTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @Test
    void p12_aTokenResumesItsSession() {
        var person = SERVER.newPerson();
        try (var first = SERVER.open(); var second = SERVER.open()) {
            var login = first.ask("account.login", person.credentials("laptop"));
            var resumed = second.ask("account.resume", token(login));
            assertThat(resumed.path("sessionId")).isEqualTo(login.path("sessionId"));
            assertThat(resumed.path("user").path("userId").longValue(-1)).isEqualTo(person.id());
            assertThat(resumed.path("user").path("userName").stringValue(""))
                    .isEqualTo(person.name());
            assertThat(resumed.propertyNames()).contains("online", "everyone", "serverTime",
                    "epoch", "heartbeatMs", "limits", "tokenExpiresAt");
            assertThat(resumed.has("token")).as("no new token in the first half").isFalse();
            second.ask("ping", "{}");
        }
    }

    @Test
    void p12_aTokenThatIsNoneOrChangedIs401() {
        var person = SERVER.newPerson();
        try (var client = SERVER.open()) {
            var token = client.ask("account.login", person.credentials()).path("token")
                    .stringValue("");
            for (var bad : changed(token)) {
                try (var thief = SERVER.open()) {
                    thief.refused(401, "account.resume", Json.object("token", bad));
                    thief.refused(401, "ping", "{}");
                }
            }
        }
    }

    /// Returns tokens with another character at every place, and some that are none at all.
    private static List<String> changed(String token) {
        var bad = new ArrayList<>(List.of("x", "..", "a.b.c", token + "x", token + token,
                token.substring(1), token.substring(0, token.length() - 2), " " + token,
                "你好", "\u0001", token.toUpperCase(Locale.ROOT)));
        // The last character may hold bits that no decoder looks at.
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            bad.add(token.substring(0, i) + other + token.substring(i + 1));
        }
        return bad;
    }

    @Test
    void p12_aTokenOfAnotherServerIs401() {
        try (var other = TestServer.started()) {
            var person = other.newPerson(777);
            SERVER.newPerson(777);
            try (var there = other.open(); var here = SERVER.open()) {
                var login = there.ask("account.login", person.credentials());
                here.refused(401, "account.resume", token(login));
            }
        }
    }

    @Test
    void p12_aRestartInvalidatesNoTokenAndRevivesNone() {
        try (var server = TestServer.started()) {
            var person = server.newPerson();
            try (var kept = server.open(); var dead = server.open(); var out = server.open()) {
                var good = kept.ask("account.login", person.credentials("good"));
                var revoked = dead.ask("account.login", person.credentials("revoked"));
                var loggedOut = out.ask("account.login", person.credentials("out"));
                kept.ask("account.revoke", Json.object(
                        "sessionId", revoked.path("sessionId").stringValue("")));
                out.ask("account.logout", "{}");
                server.restart();
                try (var client = server.open()) {
                    client.refused(401, "account.resume", token(revoked));
                    client.refused(401, "account.resume", token(loggedOut));
                    var resumed = client.ask("account.resume", token(good));
                    assertThat(resumed.path("sessionId")).isEqualTo(good.path("sessionId"));
                    assertThat(resumed.path("epoch")).isEqualTo(good.path("epoch"));
                    assertThat(devices(client)).containsExactly("good");
                }
            }
        }
    }

    @Test
    void p10_logoutEndsAllConnectionsOfTheSessionAndKillsItsToken() {
        var person = SERVER.newPerson();
        try (var first = SERVER.open(); var second = SERVER.open(); var other = SERVER.open()) {
            var login = first.ask("account.login", person.credentials("a"));
            second.ask("account.resume", token(login));
            other.ask("account.login", person.credentials("b"));
            first.ask("account.logout", "{}");
            first.expectGoodbye(200, false);
            second.expectGoodbye(200, false);
            other.ask("ping", "{}");
            try (var late = SERVER.open()) {
                late.refused(401, "account.resume", token(login));
            }
        }
    }

    @Test
    void p10_aRevokedSessionHearsGoodbye401() {
        var person = SERVER.newPerson();
        try (var first = SERVER.open(); var second = SERVER.open()) {
            first.ask("account.login", person.credentials());
            var login = second.ask("account.login", person.credentials());
            var revoked = first.ask("account.revoke", Json.object(
                    "sessionId", login.path("sessionId").stringValue("")));
            assertThat(revoked.path("revoked").intValue(-1)).isEqualTo(1);
            second.expectGoodbye(401, false);
            try (var late = SERVER.open()) {
                late.refused(401, "account.resume", token(login));
            }
            first.ask("ping", "{}");
        }
    }

    @Test
    void p10_revokingTheOthersSparesTheOwnSession() {
        var person = SERVER.newPerson();
        try (var first = SERVER.open(); var second = SERVER.login(person);
                var third = SERVER.login(person)) {
            var login = first.ask("account.login", person.credentials());
            var revoked = first.ask("account.revoke", Json.object("others", true));
            assertThat(revoked.path("revoked").intValue(-1)).isEqualTo(2);
            second.expectGoodbye(401, false);
            third.expectGoodbye(401, false);
            assertThat(first.ask("account.sessions", "{}").path("sessions").size()).isEqualTo(1);
            try (var again = SERVER.open()) {
                again.ask("account.resume", token(login));
            }
            assertThat(first.ask("account.revoke", Json.object("others", true))
                    .path("revoked").intValue(-1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "😀", "1", "0"})
    void p13_revokingASessionThatDoesNotExistIs404(String sessionId) {
        try (var client = SERVER.loginNew()) {
            client.refused(404, "account.revoke", Json.object("sessionId", sessionId));
        }
    }

    @Test
    void p13_revokingTheOwnSessionIsAnsweredAndEndsIt() {
        try (var client = SERVER.open()) {
            var login = client.ask("account.login", SERVER.newPerson().credentials());
            var revoked = client.ask("account.revoke", Json.object(
                    "sessionId", login.path("sessionId").stringValue("")));
            assertThat(revoked.path("revoked").intValue(-1)).isEqualTo(1);
            client.expectGoodbye(401, false);
            assertThat(resumes(login)).isFalse();
        }
    }

    @Test
    void p34_aClassicLoginIsASessionThatCanBeRevoked() {
        var person = SERVER.newPerson();
        try (var client = SERVER.login(person); var classic = SERVER.classicLogin(person);
                var other = SERVER.classicLogin(person)) {
            var sessions = client.ask("account.sessions", "{}").path("sessions");
            assertThat(sessions.size()).isEqualTo(3);
            client.ask("account.revoke", Json.object("others", true));
            classic.raw().expectEndAfterAnything();
            other.raw().expectEndAfterAnything();
        }
    }

    @Test
    void p13_revokingAnotherUsersSessionIs404AndHarmless() {
        var owner = SERVER.newPerson();
        try (var victim = SERVER.open(); var client = SERVER.loginNew()) {
            var login = victim.ask("account.login", owner.credentials());
            client.refused(404, "account.revoke", Json.object(
                    "sessionId", login.path("sessionId").stringValue("")));
            victim.ask("ping", "{}");
        }
    }

    @Test
    void p13_sessionsAreListedWithWhatTheyAre() {
        var person = SERVER.newPerson();
        try (var first = SERVER.open(); var second = SERVER.open(); var third = SERVER.open()) {
            var login = first.ask("account.login", person.credentials("laptop"));
            second.ask("account.resume", token(login));
            third.ask("account.login", person.credentials("phone"));
            var sessions = first.ask("account.sessions", "{}").path("sessions");
            assertThat(sessions.size()).isEqualTo(2);
            for (var session : sessions) {
                var own = "laptop".equals(session.path("device").stringValue(""));
                assertThat(session.path("current").booleanValue()).isEqualTo(own);
                assertThat(session.path("connections").intValue(-1)).isEqualTo(own ? 2 : 1);
                assertThat(session.path("address").stringValue("")).contains("127.0.0.1");
                assertThat(session.path("since").longValue(-1)).isPositive();
                assertThat(session.path("lastSeen").longValue(-1))
                        .isGreaterThanOrEqualTo(session.path("since").longValue(-1));
            }
        }
    }

    @Test
    void p13_theNinthSessionEndsTheOneLongestUnused() {
        var person = SERVER.newPerson();
        var logins = new ArrayList<JsonNode>();
        for (int i = 0; i < 8; i++) {
            try (var client = SERVER.open()) {
                logins.add(client.ask("account.login", person.credentials("d" + i)));
            }
        }
        try (var used = SERVER.open(); var ninth = SERVER.open()) {
            used.ask("account.resume", token(logins.getFirst()));
            ninth.ask("account.login", person.credentials("d8"));
            assertThat(devices(ninth)).hasSize(8).contains("d0", "d8");
            used.ask("ping", "{}");
        }
        assertThat(logins.stream().filter(login -> !resumes(login)).count()).isEqualTo(1);
    }

    @Test
    void p13_connectedSessionsAreEndedLast() {
        var person = SERVER.newPerson();
        var connected = new ArrayList<NativeClient>();
        connected.add(SERVER.open());
        connected.getFirst().ask("account.login", person.credentials("connected first"));
        try (var idle = SERVER.open()) {
            idle.ask("account.login", person.credentials("not connected"));
        }
        for (int i = 2; i < 9; i++) {
            connected.add(SERVER.open());
            connected.getLast().ask("account.login", person.credentials("d" + i));
        }
        assertThat(devices(connected.getFirst())).hasSize(8).doesNotContain("not connected");
        try (var tenth = SERVER.login(person)) {
            assertThat(tenth.ask("account.sessions", "{}").path("sessions").size()).isEqualTo(8);
            // The end of another connection comes soon after the answer to the login, not before.
            await().until(() -> connected.stream().anyMatch(SessionTest::isEnded));
            assertThat(connected.stream().filter(SessionTest::isEnded)).hasSize(1);
        }
        connected.forEach(NativeClient::close);
    }

    /// Sends a ping; true if a goodbye or the end is all that comes.
    private static boolean isEnded(NativeClient client) {
        try {
            client.ask("ping", "{}");
            return false;
        } catch (ConnectionEndedException | UncheckedIOException ended) {
            return true;
        }
    }

    @Test
    void p13_theFifthConnectionOfASessionEndsTheLongestIdle() {
        var person = SERVER.newPerson();
        var clients = new ArrayList<NativeClient>();
        clients.add(SERVER.open());
        var login = clients.getFirst().ask("account.login", person.credentials());
        for (int i = 1; i < 4; i++) {
            clients.add(SERVER.open());
            clients.get(i).ask("account.resume", token(login));
        }
        // The order of use is now 1, 3, 0, 2: number 1 is the longest idle.
        for (int i : List.of(1, 3, 0, 2)) {
            awaitNextMillisecond();
            clients.get(i).ask("ping", "{}");
        }
        awaitNextMillisecond();
        try (var fifth = SERVER.open()) {
            fifth.ask("account.resume", token(login));
            clients.get(1).expectGoodbye(409, false);
            fifth.ask("ping", "{}");
            for (int i : List.of(0, 2, 3)) {
                clients.get(i).ask("ping", "{}");
            }
        }
        clients.forEach(NativeClient::close);
    }

    @Test
    void p13_loginsAtTheSameMomentAreNoWayAroundTheNumberOfSessions() {
        var person = SERVER.newPerson();
        for (int i = 0; i < 7; i++) {
            SERVER.login(person).close();
        }
        var clients = new ArrayList<NativeClient>();
        for (int i = 0; i < 8; i++) {
            clients.add(SERVER.open());
        }
        clients.forEach(client -> client.post("account.login", person.credentials("new")));
        for (var client : clients) {
            assertThat(client.reply(1).path("code").intValue(-1)).isEqualTo(200);
        }
        assertThat(devices(clients.getFirst())).hasSize(8).containsOnly("new");
        clients.forEach(client -> client.ask("ping", "{}"));
        clients.forEach(NativeClient::close);
    }

    /// One that was told to go and has not gone yet is none of the four any more.
    @Test
    void p13_eachSurplusConnectionEndsAnotherOne() {
        var person = SERVER.newPerson();
        var clients = new ArrayList<NativeClient>();
        clients.add(SERVER.open());
        var login = clients.getFirst().ask("account.login", person.credentials());
        for (int i = 1; i < 7; i++) {
            clients.add(SERVER.open());
            clients.get(i).ask("account.resume", token(login));
        }
        assertThat(clients.stream().filter(SessionTest::isEnded).count()).isEqualTo(3);
        clients.forEach(NativeClient::close);
    }

    /// Lets the clock move on, so that the server can tell what came first.
    private static void awaitNextMillisecond() {
        long until = System.nanoTime() + 5_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static boolean resumes(JsonNode login) {
        try (var client = SERVER.open()) {
            return client.request("account.resume", token(login)).path("code").intValue(-1)
                    == 200;
        }
    }

    private static List<String> devices(NativeClient client) {
        var devices = new ArrayList<String>();
        client.ask("account.sessions", "{}").path("sessions")
                .forEach(s -> devices.add(s.path("device").stringValue("")));
        return devices;
    }

    private static String token(JsonNode login) {
        return Json.object("token", login.path("token").stringValue(""));
    }
}
