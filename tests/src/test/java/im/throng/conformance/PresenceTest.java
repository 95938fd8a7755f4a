package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Who is told of arrivals, changes and departures while everybody is told of everybody.
class PresenceTest {

    private static final int GATHER_MS = 100;
    private static final int OFFLINE_AFTER_MS = 300;

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(
            "presence.gather-ms", Integer.toString(GATHER_MS),
            "presence.offline-after-ms", Integer.toString(OFFLINE_AFTER_MS));

    @Test
    void p15_anArrivalIsPushedToEverybody() {
        var person = SERVER.newPerson();
        try (var watcher = SERVER.loginNew(); var other = SERVER.loginNew();
                var arriving = SERVER.login(person)) {
            for (var client : List.of(watcher, other)) {
                var push = client.push("presence", p -> names(p, person, "online"));
                assertThat(push.propertyNames())
                        .containsExactlyInAnyOrder("changes", "online", "everyone");
                assertThat(push.path("online").intValue(-1)).isGreaterThanOrEqualTo(3);
                assertThat(push.path("everyone").booleanValue()).isTrue();
                assertThat(change(push, person).path("userName").stringValue(""))
                        .isEqualTo(person.name());
            }
            arriving.ask("ping", "{}");
        }
    }

    @Test
    void p15_aDepartureIsPushedAfterTheWait() {
        var person = SERVER.newPerson();
        try (var watcher = SERVER.loginNew()) {
            var leaving = SERVER.login(person);
            watcher.push("presence", p -> names(p, person, "online"));
            long before = System.nanoTime();
            leaving.close();
            watcher.push("presence", p -> names(p, person, "offline"));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(
                    Duration.ofMillis(OFFLINE_AFTER_MS - 50),
                    Duration.ofMillis(OFFLINE_AFTER_MS + GATHER_MS + 2000));
            assertThat(online(watcher)).doesNotContain(person.id());
        }
    }

    @Test
    void p15_logoutIsADepartureToo() {
        var person = SERVER.newPerson();
        try (var watcher = SERVER.loginNew(); var leaving = SERVER.login(person)) {
            watcher.push("presence", p -> names(p, person, "online"));
            leaving.ask("account.logout", "{}");
            leaving.expectGoodbye(200, false);
            leaving.raw().endOutput();
            watcher.push("presence", p -> names(p, person, "offline"));
        }
    }

    @Test
    void p15_whoIsBackInTimeHasNotChanged() {
        var person = SERVER.newPerson();
        var marker = SERVER.newPerson();
        try (var watcher = SERVER.loginNew()) {
            var leaving = SERVER.login(person);
            watcher.push("presence", p -> names(p, person, "online"));
            leaving.close();
            try (var back = SERVER.login(person)) {
                var heard = watcher.listen(Duration.ofMillis(OFFLINE_AFTER_MS + GATHER_MS + 200));
                assertThat(heard).noneMatch(f -> mentions(f, person));
                back.ask("ping", "{}");
                try (var last = SERVER.login(marker)) {
                    watcher.push("presence", p -> names(p, marker, "online"));
                    last.ask("ping", "{}");
                }
            }
        }
    }

    @Test
    void p15_aSecondDeviceIsNoChange() {
        var person = SERVER.newPerson();
        try (var watcher = alone(); var first = SERVER.login(person)) {
            watcher.push("presence", p -> names(p, person, "online"));
            int before = count(watcher);
            var second = SERVER.login(person);
            assertThat(count(watcher)).isEqualTo(before);
            second.close();
            var classic = SERVER.classicLogin(person);
            classic.close();
            var heard = watcher.listen(Duration.ofMillis(OFFLINE_AFTER_MS + 2 * GATHER_MS));
            assertThat(heard).noneMatch(f -> mentions(f, person));
            first.ask("ping", "{}");
        }
    }

    @Test
    void p15_changesAreGatheredIntoOneFrame() {
        var persons = IntStream.range(0, 6).mapToObj(_ -> SERVER.newPerson()).toList();
        try (var watcher = alone()) {
            watcher.listen(Duration.ofMillis(2 * GATHER_MS));
            var clients = persons.stream().map(SERVER::login).toList();
            var frames = watcher.listen(Duration.ofMillis(3 * GATHER_MS)).stream()
                    .filter(f -> "presence".equals(f.path("type").stringValue(""))).toList();
            for (var person : persons) {
                assertThat(frames).anyMatch(f -> names(f.path("data"), person, "online"));
            }
            assertThat(frames.size()).as("frames for six arrivals").isLessThanOrEqualTo(3);
            clients.forEach(NativeClient::close);
        }
    }

    @Test
    void p15_aStatusIsPushedListedAndKeptForTheNextLogin() {
        var person = SERVER.newPerson();
        try (var watcher = SERVER.loginNew()) {
            try (var client = SERVER.login(person)) {
                for (var status : List.of("busy", "away", "online", "busy")) {
                    client.ask("presence.set", Json.object("status", status));
                    watcher.push("presence", p -> names(p, person, status));
                    assertThat(listed(watcher, person).path("status").stringValue(""))
                            .isEqualTo(status);
                }
            }
            watcher.push("presence", p -> names(p, person, "offline"));
            try (var again = SERVER.login(person)) {
                watcher.push("presence", p -> names(p, person, "busy"));
                again.ask("ping", "{}");
            }
        }
    }

    @Test
    void p15_theInvisibleAreOfflineToEverybodyElse() {
        var hidden = SERVER.newPerson();
        try (var watcher = alone(); var client = SERVER.login(hidden)) {
            watcher.push("presence", p -> names(p, hidden, "online"));
            int before = count(watcher);
            client.ask("presence.set", Json.object("status", "invisible"));
            var push = watcher.push("presence", p -> names(p, hidden, "offline"));
            assertThat(push.path("online").intValue(-1)).isEqualTo(before - 1);
            assertThat(count(watcher)).isEqualTo(before - 1);
            assertThat(online(watcher)).doesNotContain(hidden.id());
            try (var late = SERVER.open(); var classic = SERVER.classic()) {
                var person = SERVER.newPerson();
                assertThat(late.ask("account.login", person.credentials()).path("online")
                        .intValue(-1)).isEqualTo(before);
                var ids = classic.login(person.id(), person.password()).path("UsersId");
                assertThat(Json.parse(ids.toString())).noneMatch(
                        id -> id.longValue(-1) == hidden.id());
            }
            client.ask("presence.set", Json.object("status", "away"));
            watcher.push("presence", p -> names(p, hidden, "away"));
        }
    }

    @Test
    void p15_theInvisibleComeAndGoUnseen() {
        var hidden = SERVER.newPerson();
        try (var watcher = SERVER.loginNew()) {
            try (var client = SERVER.login(hidden)) {
                client.ask("presence.set", Json.object("status", "invisible"));
            }
            watcher.listen(Duration.ofMillis(OFFLINE_AFTER_MS + 2 * GATHER_MS));
            try (var client = SERVER.login(hidden)) {
                client.ask("ping", "{}");
            }
            assertThat(watcher.listen(Duration.ofMillis(OFFLINE_AFTER_MS + 2 * GATHER_MS)))
                    .noneMatch(f -> mentions(f, hidden));
        }
    }

    @Test
    void p15_whoIsOnlineIsListedInPagesById() {
        try (var reader = alone()) {
            var clients = IntStream.range(0, 7).mapToObj(_ -> SERVER.loginNew()).toList();
            var paged = new ArrayList<Long>();
            long after = 0;
            var pages = 0;
            while (true) {
                var page = reader.ask("presence.online", Json.object("after", after, "limit", 3));
                pages++;
                page.path("users").forEach(u -> paged.add(u.path("userId").longValue(-1)));
                assertThat(page.path("users").size()).isLessThanOrEqualTo(3);
                assertThat(page.path("total").intValue(-1)).isGreaterThanOrEqualTo(8);
                if (!page.has("next")) {
                    break;
                }
                after = page.path("next").longValue(-1);
            }
            assertThat(pages).isGreaterThanOrEqualTo(3);
            assertThat(paged).isSorted().doesNotHaveDuplicates().isEqualTo(online(reader));
            assertThat(reader.ask("presence.online", Json.object("limit", 100_000))
                    .path("users").size()).isEqualTo(paged.size());
            clients.forEach(NativeClient::close);
        }
    }

    /// Returns somebody who is online when nobody else is, those of earlier tests included.
    private static NativeClient alone() {
        var client = SERVER.loginNew();
        await().atMost(RawConnection.DEADLINE).until(() -> count(client) == 1);
        return client;
    }

    private static List<Long> online(NativeClient client) {
        var ids = new ArrayList<Long>();
        client.ask("presence.online", Json.object("limit", 500)).path("users")
                .forEach(u -> ids.add(u.path("userId").longValue(-1)));
        return ids;
    }

    private static int count(NativeClient client) {
        return client.ask("presence.online", "{}").path("total").intValue(-1);
    }

    private static JsonNode listed(NativeClient client, Person person) {
        return client.ask("presence.online", Json.object("after", person.id() - 1, "limit", 1))
                .path("users").path(0);
    }

    private static boolean names(JsonNode presence, Person person, String status) {
        return status.equals(change(presence, person).path("status").stringValue(""));
    }

    private static boolean mentions(JsonNode frame, Person person) {
        return "presence".equals(frame.path("type").stringValue(""))
                && !change(frame.path("data"), person).isMissingNode();
    }

    private static JsonNode change(JsonNode presence, Person person) {
        for (var change : presence.path("changes")) {
            if (change.path("userId").longValue(-1) == person.id()) {
                return change;
            }
        }
        return presence.path("no change of that user");
    }
}
