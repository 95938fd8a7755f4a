package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Requests and sends beyond the rate of a session.
class RateTest {

    @Test
    void section7_sendsBeyondTheRateAre429AndNotStored() {
        try (var server = TestServer.started("limits.sends-per-second", "1",
                        "limits.sends-burst", "5");
                var client = server.loginNew(); var other = server.loginNew()) {
            var stored = new ArrayList<Long>();
            var refused = 0;
            for (int i = 0; i < 12; i++) {
                var reply = client.request("message.send",
                        Json.object("to", "all", "key", "k" + i, "text", "t" + i));
                if (reply.path("code").intValue(-1) == 429) {
                    refused++;
                    assertThat(reply.path("retryAfterMs").longValue(-1)).isBetween(1L, 10_000L);
                    assertThat(reply.path("error").stringValue("")).isNotBlank();
                } else {
                    assertThat(reply.path("code").intValue(-1)).isEqualTo(200);
                    stored.add(reply.path("data").path("seq").longValue(-1));
                }
            }
            assertThat(stored.size()).isBetween(5, 8);
            assertThat(refused).isGreaterThanOrEqualTo(4);
            assertThat(client.ask("message.history", Json.object("conversation", "all"))
                    .path("head").longValue(-1)).isEqualTo(stored.getLast());
            other.say("others have a rate of their own", "k");
            client.ask("ping", "{}");
        }
    }

    @Test
    void section7_theRateIsTheSessionsNotTheConnections() {
        try (var server = TestServer.started("limits.sends-per-second", "1",
                        "limits.sends-burst", "10");
                var first = server.open(); var second = server.open()) {
            var login = first.ask("account.login", server.newPerson().credentials());
            var token = Json.object("token", login.path("token").stringValue(""));
            second.ask("account.resume", token);
            var stored = 0;
            for (int i = 0; i < 10; i++) {
                stored += sent(first, "first" + i) + sent(second, "second" + i);
            }
            try (var third = server.open()) {
                third.ask("account.resume", token);
                for (int i = 0; i < 10; i++) {
                    stored += sent(third, "third" + i);
                }
            }
            assertThat(stored).as("sends of one session").isBetween(10, 15);
        }
    }

    private static int sent(NativeClient client, String key) {
        var reply = client.request("message.send",
                Json.object("to", "all", "key", key, "text", "t"));
        assertThat(reply.path("code").intValue(-1)).isIn(200, 429);
        return reply.path("code").intValue(-1) == 200 ? 1 : 0;
    }

    @Test
    void section7_aRequestThatNamesManyUsersCountsForMany() {
        String many = LongStream.rangeClosed(1_000_000, 1_000_499).mapToObj(Long::toString)
                .collect(Collectors.joining(","));
        try (var server = TestServer.started("limits.requests-per-second", "1",
                        "limits.requests-burst", "20");
                var client = server.loginNew()) {
            client.refused(404, "group.create", "{\"name\":\"n\",\"members\":[" + many + "]}");
            client.refused(429, "group.create", "{\"name\":\"n\",\"members\":[" + many + "]}");
            client.ask("group.create", "{\"name\":\"n\",\"members\":[]}");
        }
    }

    @Test
    void section7_requestsBeyondTheRateAre429AndTheConnectionGoesOn() {
        try (var server = TestServer.started("limits.requests-per-second", "20",
                        "limits.requests-burst", "20");
                var client = server.loginNew()) {
            long last = 0;
            for (int i = 0; i < 100; i++) {
                last = client.post("ping", "{}");
            }
            var refused = 0;
            long waitMs = 0;
            for (long id = last - 99; id <= last; id++) {
                var reply = client.reply(id);
                if (reply.path("code").intValue(-1) == 429) {
                    refused++;
                    waitMs = reply.path("retryAfterMs").longValue(-1);
                    assertThat(waitMs).isPositive();
                }
            }
            assertThat(refused).isBetween(40, 95);
            client.listen(Duration.ofMillis(Math.min(waitMs, 2000) + 20));
            client.ask("ping", "{}");
        }
    }

    /// Refusing costs the server too, so it does not go on at any speed; and all is answered.
    @Test
    void section7_whoGoesOnBeyondTheRateIsReadMoreSlowlyAndNotEnded() {
        try (var server = TestServer.started("limits.requests-per-second", "200",
                        "limits.requests-burst", "20");
                var flooder = server.loginNew(); var other = server.loginNew()) {
            long before = System.nanoTime();
            for (int round = 0; round < 3; round++) {
                long last = 0;
                for (int i = 0; i < 200; i++) {
                    last = flooder.post("ping", "{}");
                }
                flooder.reply(last);
                assertThat(other.request("ping", "{}").path("code").intValue(-1)).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(Duration.ofMillis(500));
        }
    }

    @Test
    void p34_aClassicConnectionBeyondItsRateIsReadMoreSlowlyAndLosesNothing() {
        try (var server = TestServer.started("limits.sends-per-second", "40",
                        "limits.sends-burst", "20");
                var speaker = server.classicLogin(server.newPerson());
                var other = server.loginNew()) {
            long before = System.nanoTime();
            for (int i = 0; i < 60; i++) {
                speaker.say("t" + i);
            }
            for (int i = 0; i < 60; i++) {
                assertThat(other.push("message").path("text").stringValue("")).isEqualTo("t" + i);
            }
            // 20 at once and 40 at 40 a second.
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(Duration.ofMillis(700));
        }
    }

    @Test
    void p28_allHasARateOfItsOwnWhoeverWrites() {
        try (var server = TestServer.started("limits.all-per-second", "1", "limits.all-burst",
                "2"); var one = server.loginNew(); var two = server.loginNew()) {
            one.say("first", "k1");
            two.say("second", "k1");
            String third = Json.object("to", "all", "key", "k2", "text", "third");
            var refused = one.request("message.send", third);
            assertThat(refused.path("code").intValue(-1)).isEqualTo(429);
            assertThat(refused.path("retryAfterMs").longValue(-1)).isBetween(1L, 1000L);
            two.refused(429, "message.send", third);
            assertThat(two.ask("message.send", Json.object("to", "u:" + server.newPerson().id(),
                    "key", "k", "text", "elsewhere")).path("seq").longValue(-1)).isEqualTo(1);
        }
    }

    @Test
    void section7_aGroupHasARateOfItsOwnWhoeverWrites() {
        try (var server = TestServer.started("limits.group-per-second", "1",
                        "limits.group-burst", "3");
                var owner = server.loginNew(); var stranger = server.loginNew()) {
            var member = server.newPerson();
            var group = GroupTalk.newGroup(owner, "invite", member);
            var other = GroupTalk.newGroup(owner, "invite", member);
            try (var client = server.login(member)) {
                // Who may not write takes nobody's turn.
                for (int i = 0; i < 5; i++) {
                    stranger.refused(404, "message.send", GroupTalk.message(group, "s" + i, "t"));
                }
                GroupTalk.say(owner, group, "k1", "first");
                GroupTalk.say(client, group, "k1", "second");
                GroupTalk.say(client, group, "k2", "third");
                var refused = owner.request("message.send",
                        GroupTalk.message(group, "k2", "too much"));
                assertThat(refused.path("code").intValue(-1)).isEqualTo(429);
                assertThat(refused.path("retryAfterMs").longValue(-1)).isBetween(1L, 1000L);
                client.refused(429, "message.send", GroupTalk.message(group, "k3", "too much"));
                // A retry of what is stored is answered, and another group has its own rate.
                assertThat(GroupTalk.say(client, group, "k2", "third").path("duplicate")
                        .booleanValue(false)).isTrue();
                GroupTalk.say(owner, other, "k1", "elsewhere");
            }
        }
    }

    @Test
    void p28_allMayBeForAdministratorsOnly() {
        try (var server = TestServer.started("all.write", "admins");
                var user = server.loginNew()) {
            user.refused(403, "message.send",
                    Json.object("to", "all", "key", "k", "text", "text"));
            assertThat(user.ask("message.history", Json.object("conversation", "all"))
                    .path("entries").size()).isZero();
        }
    }

    @Test
    void p28_whoIsRefusedTakesNobodysPlaceInTheRateOfAll() {
        try (var server = TestServer.started("limits.all-per-second", "1", "limits.all-burst",
                "1"); var user = server.loginNew(); var stranger = server.classic()) {
            stranger.say("not logged in");
            stranger.say("nor now");
            for (int i = 0; i < 5; i++) {
                user.refused(422, "message.send",
                        Json.object("to", "all", "key", "b" + i, "text", " "));
            }
            // The stranger's words were read before these answers: they would have taken the one.
            assertThat(stranger.register(TestServer.unusedId(), "secret12", "s").path("code")
                    .intValue(-1)).isEqualTo(200);
            user.say("the one there is", "k");
        }
        try (var server = TestServer.started("all.write", "admins", "limits.all-per-second", "1",
                "limits.all-burst", "1"); var user = server.loginNew()) {
            for (int i = 0; i < 5; i++) {
                user.refused(403, "message.send",
                        Json.object("to", "all", "key", "k" + i, "text", "text"));
            }
        }
    }
}
