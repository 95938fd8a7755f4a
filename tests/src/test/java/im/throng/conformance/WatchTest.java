package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Watching users where not everybody is told of everybody any more.
class WatchTest {

    private static final Duration SETTLED = Duration.ofMillis(400);

    /// A server on which nobody is told of everybody.
    private static TestServer server(String... more) {
        var settings = new String[more.length + 4];
        System.arraycopy(new String[] {"presence.everyone-limit", "0",
            "presence.everyone-return", "0"}, 0, settings, 0, 4);
        System.arraycopy(more, 0, settings, 4, more.length);
        return TestServer.started(settings);
    }

    @Test
    void p15_whoWatchesIsToldAndNobodyElse() {
        try (var server = server()) {
            var person = server.newPerson();
            try (var watcher = server.loginNew(); var stranger = server.loginNew()) {
                settle(watcher, stranger);
                var reply = watch(watcher, person.id());
                assertThat(reply.path("status").stringValue("")).isEqualTo("offline");
                assertThat(reply.has("lastSeen")).as("never seen").isFalse();

                var client = server.login(person);
                assertThat(change(watcher, person, "online").has("lastSeen")).isFalse();
                client.ask("presence.set", Json.object("status", "busy"));
                change(watcher, person, "busy");
                client.close();
                var left = change(watcher, person, "offline");
                assertThat(left.path("lastSeen").isIntegralNumber()).isTrue();
                assertThat(stranger.listen(SETTLED)).noneMatch(WatchTest::isPresence);

                var now = watch(stranger, person.id());
                assertThat(now.path("lastSeen")).isEqualTo(left.path("lastSeen"));
            }
        }
    }

    @Test
    void p15_aWatchEndsByItselfWithTheConnectionAndByUnwatching() {
        try (var server = server()) {
            var person = server.newPerson();
            var owner = server.newPerson();
            try (var first = server.login(owner); var watcher = server.loginNew()) {
                watch(first, person.id());
                watch(watcher, person.id());
                var unwatched = watcher.ask("presence.unwatch",
                        "{\"userIds\":[" + person.id() + ",999999]}").path("users");
                assertThat(unwatched.size()).isEqualTo(2);
                settle(first, watcher);
                server.login(person).close();
                change(first, person, "online");
                assertThat(watcher.listen(SETTLED)).noneMatch(WatchTest::isPresence);
            }
            try (var again = server.login(owner)) {
                settle(again);
                var client = server.login(person);
                assertThat(again.listen(SETTLED)).noneMatch(WatchTest::isPresence);
                client.close();
            }
        }
    }

    @Test
    void p15_theInvisibleAreOfflineToWatchersToo() {
        try (var server = server()) {
            var person = server.newPerson();
            var client = server.login(person);
            try (var watcher = server.loginNew()) {
                client.ask("presence.set", Json.object("status", "invisible"));
                settle(watcher);
                var hidden = watch(watcher, person.id());
                assertThat(hidden.path("status").stringValue("")).isEqualTo("offline");
                var before = hidden.path("lastSeen");
                client.close();
                assertThat(watcher.listen(SETTLED)).noneMatch(WatchTest::isPresence);
                assertThat(watch(watcher, person.id()).path("lastSeen"))
                        .as("leaving unseen is no sign of life").isEqualTo(before);
            }
        }
    }

    @Test
    void p15_manyChangesOfWatchedUsersComeInOneFrame() {
        try (var server = server("presence.gather-ms", "300")) {
            var persons = List.of(server.newPerson(), server.newPerson(),
                    server.newPerson());
            try (var watcher = server.loginNew()) {
                settle(watcher);
                watcher.ask("presence.watch", ids(persons.stream().mapToLong(Person::id)));
                var clients = persons.stream().map(server::login).toList();
                assertThat(watcher.push("presence").path("changes").size()).isEqualTo(3);
                clients.forEach(NativeClient::close);
            }
        }
    }

    @Test
    void p15_aSessionWatchesNoMoreThanItsLimit() {
        try (var server = server("presence.watched", "3")) {
            var owner = server.newPerson();
            try (var client = server.open(); var other = server.open()) {
                var token = client.ask("account.login", owner.credentials()).path("token");
                other.ask("account.resume", Json.object("token", token.stringValue("")));
                client.ask("presence.watch", ids(LongStream.of(1, 2)));
                client.ask("presence.watch", ids(LongStream.of(2, 1)));
                assertThat(other.refused(422, "presence.watch", ids(LongStream.of(3, 4))))
                        .contains("userIds");
                other.ask("presence.watch", ids(LongStream.of(3)));
                client.refused(422, "presence.watch", ids(LongStream.of(4)));
                client.ask("presence.unwatch", ids(LongStream.of(1)));
                client.ask("presence.watch", ids(LongStream.of(4)));
                client.refused(422, "presence.watch", ids(LongStream.rangeClosed(1, 501)));
            }
        }
    }

    @Test
    void p15_whileEverybodyIsToldWatchersAreNotToldTwice() {
        try (var server = TestServer.started(); var watcher = server.loginNew()) {
            var person = server.newPerson();
            settle(watcher);
            watch(watcher, person.id());
            var client = server.login(person);
            change(watcher, person, "online");
            assertThat(watcher.listen(SETTLED)).noneMatch(WatchTest::isPresence);
            client.close();
        }
    }

    @Test
    void watchingBeforeLoginIs401() {
        try (var server = server(); var client = server.open()) {
            client.refused(401, "presence.watch", "{}");
            client.refused(401, "presence.unwatch", "{}");
        }
    }

    private static JsonNode watch(NativeClient client, long id) {
        return client.ask("presence.watch", ids(LongStream.of(id))).path("users").path(0);
    }

    private static String ids(LongStream ids) {
        return ids.mapToObj(Long::toString)
                .collect(Collectors.joining(",", "{\"userIds\":[", "]}"));
    }

    private static JsonNode change(NativeClient client, Person person, String status) {
        var push = client.push("presence", data -> data.path("changes").valueStream().anyMatch(
                one -> one.path("userId").longValue(-1) == person.id()
                        && one.path("status").stringValue("").equals(status)));
        assertThat(push.path("everyone").isBoolean()).isTrue();
        return push.path("changes").path(0);
    }

    private static void settle(NativeClient... clients) {
        for (var client : clients) {
            client.listen(SETTLED);
        }
    }

    private static boolean isPresence(JsonNode frame) {
        return "presence".equals(frame.path("type").stringValue(""));
    }
}
