package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The switch from telling everybody to telling watchers only, and back.
class PresenceSwitchTest {

    private static final Duration SETTLED = Duration.ofMillis(400);

    private static TestServer server() {
        return TestServer.started("presence.everyone-limit", "4", "presence.everyone-return", "3",
                "presence.gather-ms", "20", "presence.offline-after-ms", "60");
    }

    @Test
    void p15_aboveTheLimitEveryoneTurnsFalseWithOneLastPushToAll() {
        try (var server = server()) {
            var clients = logIn(server, 4);
            clients.getFirst().listen(SETTLED);
            var fifth = server.open();
            var login = fifth.ask("account.login", server.newPerson().credentials());
            assertThat(login.path("online").intValue(-1)).isEqualTo(5);
            if (login.path("everyone").booleanValue()) {
                // It turns when the arrivals gathered are told: then this one is told as well.
                fifth.push("presence", p -> !p.path("everyone").booleanValue());
            }
            for (var client : clients) {
                client.push("presence", p -> !p.path("everyone").booleanValue());
            }
            // From now on nobody hears anything of presence.
            var sixth = server.loginNew();
            sixth.ask("presence.set", Json.object("status", "busy"));
            fifth.close();
            var heard = clients.getFirst().listen(SETTLED);
            assertThat(heard).noneMatch(PresenceSwitchTest::isPresence);
            sixth.close();
            clients.forEach(NativeClient::close);
        }
    }

    @Test
    void p15_everyoneTurnsTrueAgainOnlyBelowTheLowerLimit() {
        try (var server = server()) {
            var clients = logIn(server, 6);
            var watcher = clients.getFirst();
            watcher.push("presence", p -> !p.path("everyone").booleanValue());
            watcher.listen(SETTLED);
            for (int i = 5; i >= 3; i--) {
                clients.get(i).close();
            }
            assertThat(watcher.listen(SETTLED)).as("three are not below three")
                    .noneMatch(PresenceSwitchTest::isPresence);
            clients.get(2).close();
            var push = watcher.push("presence");
            assertThat(push.path("everyone").booleanValue()).isTrue();
            assertThat(push.path("online").intValue(-1)).isEqualTo(2);
            try (var late = server.loginNew()) {
                assertThat(watcher.push("presence").path("changes").size()).isPositive();
                late.ask("ping", "{}");
            }
            clients.forEach(NativeClient::close);
        }
    }

    /// Nor are the first who come, all of them within one gathering.
    @Test
    void p15_withALimitOfZeroNobodyIsToldOfEverybody() {
        try (var server = TestServer.started("presence.everyone-limit", "0",
                "presence.everyone-return", "0", "presence.gather-ms", "100")) {
            var login = server.newPerson().credentials();
            try (var first = server.open()) {
                assertThat(first.ask("account.login", login).path("everyone").booleanValue(true))
                        .isFalse();
                var others = logIn(server, 3);
                assertThat(first.listen(SETTLED)).noneMatch(PresenceSwitchTest::isPresence);
                others.forEach(NativeClient::close);
            }
        }
    }

    @Test
    void p16_aboveTheLimitAChangeCostsNothingToThoseWhoDoNotWatch() {
        try (var server = server()) {
            var clients = logIn(server, 6);
            var restless = clients.getLast();
            clients.getFirst().push("presence", p -> !p.path("everyone").booleanValue());
            clients.getFirst().listen(SETTLED);
            for (int i = 0; i < 50; i++) {
                restless.ask("presence.set",
                        Json.object("status", i % 2 == 0 ? "busy" : "online"));
            }
            assertThat(clients.getFirst().listen(SETTLED))
                    .noneMatch(PresenceSwitchTest::isPresence);
            // Asking still tells.
            assertThat(clients.getFirst().ask("presence.online", "{}").path("total").intValue(-1))
                    .isEqualTo(6);
            clients.forEach(NativeClient::close);
        }
    }

    @Test
    void p32_aboveTheLimitClassicClientsAreToldOnlyOfWhomTheyKnow() {
        try (var server = server()) {
            var known = server.newPerson();
            var stranger = server.newPerson();
            var knownClient = server.login(known);
            try (var classic = server.classicLogin(server.newPerson())) {
                var clients = logIn(server, 4);
                clients.getFirst().push("presence", p -> !p.path("everyone").booleanValue());
                while (classic.next(SETTLED).isPresent()) {
                    // Arrivals up to the switch.
                }
                var strangerClient = server.login(stranger);
                strangerClient.close();
                knownClient.close();
                var heard = classic.next().data();
                assertThat(heard.path("userId").longValue(-1)).isEqualTo(known.id());
                assertThat(heard.path("status").intValue(-1)).isEqualTo(1);
                assertThat(classic.next(SETTLED)).isEmpty();
                clients.forEach(NativeClient::close);
            }
        }
    }

    private static List<NativeClient> logIn(TestServer server, int count) {
        var clients = new ArrayList<NativeClient>();
        for (int i = 0; i < count; i++) {
            clients.add(server.loginNew());
        }
        return clients;
    }

    private static boolean isPresence(JsonNode frame) {
        return "presence".equals(frame.path("type").stringValue(""));
    }
}
