package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.server.telemetry.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people do is seen in the metrics, as they are scraped from the port.
class MetricsTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private static final String ONLINE = "throng_connections{dialect=\"%s\",door=\"framed\"}";

    @Test
    void connectionsAreCountedByDoorAndDialectUntilTheyGo() throws Exception {
        Scrape before = scrape();
        try (var nobody = SERVER.connect(); var first = SERVER.loginNew();
                var second = SERVER.loginNew(); var classic = SERVER.classicLogin(
                        SERVER.newPerson())) {
            assertThat(nobody).isNotNull();
            assertThat(classic).isNotNull();
            await().untilAsserted(() -> {
                Scrape now = scrape();
                assertThat(now.value(ONLINE.formatted("native"))).isEqualTo(2);
                assertThat(now.value(ONLINE.formatted("classic"))).isEqualTo(1);
                assertThat(now.value(
                        "throng_connections{dialect=\"undecided\",door=\"undecided\"}"))
                        .isEqualTo(1);
                // The one that asks.
                assertThat(now.value("throng_connections{dialect=\"none\",door=\"http\"}"))
                        .isPositive();
                assertThat(now.value("throng_users_online")).isEqualTo(3);
                assertThat(now.value("throng_sessions_online")).isEqualTo(3);
                assertThat(grown(before, now, "throng_connections_accepted_total"))
                        .isGreaterThanOrEqualTo(4);
            });
            first.ask("ping", Json.object());
            second.ask("ping", Json.object());
        }
        await().untilAsserted(() -> {
            assertThat(scrape().value(ONLINE.formatted("native"))).isZero();
            assertThat(scrape().value(ONLINE.formatted("classic"))).isZero();
            assertThat(scrape().value("throng_users_online")).isZero();
        });
    }

    @Test
    void loginsAreCountedByWayAndOutcome() throws Exception {
        Scrape before = scrape();
        var person = SERVER.newPerson();
        String token;
        try (var client = SERVER.open()) {
            client.request("account.login", Json.object("userId", person.id(),
                    "userPwd", "wrong-password"));
            token = client.ask("account.login", person.credentials()).path("token").stringValue("");
        }
        try (var client = SERVER.open()) {
            client.ask("account.resume", Json.object("token", token));
        }
        try (var client = SERVER.open()) {
            client.request("account.resume", Json.object("token", "none"));
        }
        SERVER.classicLogin(person).close();

        Scrape now = scrape();

        assertThat(grown(before, now, login("password", "done"))).isEqualTo(1);
        assertThat(grown(before, now, login("password", "denied"))).isEqualTo(1);
        assertThat(grown(before, now, login("resume", "done"))).isEqualTo(1);
        assertThat(grown(before, now, login("resume", "denied"))).isEqualTo(1);
        assertThat(grown(before, now, login("classic", "done"))).isEqualTo(1);
        assertThat(grown(before, now, "throng_refusals_total{code=\"403\"}")).isEqualTo(1);
        assertThat(grown(before, now, "throng_refusals_total{code=\"401\"}")).isEqualTo(1);
        // One registration, and two passwords that were right or wrong, and the classic one.
        assertThat(grown(before, now, "throng_hash_wait_seconds_count")).isEqualTo(4);
    }

    @Test
    void messagesAreCountedWithWhatTheyCost() throws Exception {
        Scrape before = scrape();
        try (var sender = SERVER.loginNew(); var first = SERVER.loginNew();
                var second = SERVER.loginNew()) {
            var said = Json.object("to", "all", "key", "k1", "text", "hello");
            sender.ask("message.send", said);
            sender.ask("message.send", said);
            first.request("message.send", Json.object("to", "all", "key", "k2", "text", " "));
            second.ask("ping", Json.object());

            await().untilAsserted(() -> {
                Scrape now = scrape();
                assertThat(grown(before, now, sent("all", "stored"))).isEqualTo(1);
                assertThat(grown(before, now, sent("all", "duplicate"))).isEqualTo(1);
                assertThat(grown(before, now, "throng_refusals_total{code=\"422\"}"))
                        .isEqualTo(1);
                assertThat(grown(before, now, "throng_deliveries_total"))
                        .isGreaterThanOrEqualTo(3);
                assertThat(grown(before, now, "throng_commit_seconds_count"))
                        .isGreaterThanOrEqualTo(2);
                assertThat(grown(before, now, "throng_commit_batch_tasks_sum"))
                        .isGreaterThanOrEqualTo(2);
                assertThat(now.value("throng_commit_queue_tasks")).isZero();
                assertThat(now.value("throng_wal_bytes")).isPositive();
                assertThat(grown(before, now, "throng_loop_lag_seconds_count")).isPositive();
                assertThat(now.value("throng_mailbox_tasks")).isZero();
            });
        }
    }

    private static String login(String way, String outcome) {
        return "throng_logins_total{outcome=\"" + outcome + "\",way=\"" + way + "\"}";
    }

    private static String sent(String to, String outcome) {
        return "throng_sends_total{outcome=\"" + outcome + "\",to=\"" + to + "\"}";
    }

    private static double grown(Scrape before, Scrape now, String sample) {
        return now.value(sample) - before.value(sample);
    }

    private static Scrape scrape() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(
                    "http://127.0.0.1:" + SERVER.port() + "/metrics")).build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).get().asString()
                    .startsWith("text/plain; version=0.0.4");
            return Scrape.of(answer.body());
        }
    }
}
