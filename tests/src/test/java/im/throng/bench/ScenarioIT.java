package im.throng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.Alone;
import im.throng.conformance.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each scenario for a moment and in the small: whether it counts right, not how fast anything is.
@Alone
class ScenarioIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private record Run(int code, String out) {}

    @Test
    void fanoutCountsEachDelivery() {
        JsonNode report = measured("fanout", "--receivers", "7", "--senders", "2",
                "--in-flight", "3");
        assertThat(report.path("runs").size()).isEqualTo(1);
        JsonNode median = report.path("median");
        assertThat(figure(median, "received-deliveries")).isPositive()
                .isEqualTo(figure(median, "expected-deliveries"));
        assertThat(figure(median, "server-cpu-us-per-delivery")).isPositive();
        assertThat(figure(median, "delivery-p99-ms")).isPositive()
                .isLessThanOrEqualTo(figure(median, "last-delivery-max-ms"));
    }

    @Test
    void fanoutReachesTheMembersOfAGroup() {
        JsonNode report = measured("fanout", "--to", "group", "--receivers", "7", "--senders",
                "2", "--in-flight", "3");
        assertThat(report.path("circumstances").path("load").stringValue(""))
                .startsWith("a group with 7 receivers");
        JsonNode median = report.path("median");
        assertThat(figure(median, "received-deliveries")).isPositive()
                .isEqualTo(figure(median, "expected-deliveries"));
    }

    @Test
    void peopleTalkWhileOthersDoHarm() {
        JsonNode median = measured("hostile", "--pairs", "3", "--rate", "50", "--half-open", "30",
                "--stopped", "5", "--flooders", "2", "--flood-rate", "2000").path("median");
        assertThat(figure(median, "during-delivery-p99-ms")).isPositive();
        assertThat(figure(median, "before-process-mib")).isPositive();
        assertThat(figure(median, "flood-refused")).isPositive();
        assertThat(figure(median, "flood-served")).isPositive();
    }

    @Test
    void groupsOfEachSizeAreMeasuredInTurn() {
        JsonNode median = measured("groups", "--sizes", "3,40,1100", "--rounds", "2")
                .path("median");
        for (int members : List.of(3, 40, 1100)) {
            String name = "members-" + members + "-";
            assertThat(figure(median, name + "server-cpu-us-per-message")).isPositive();
            assertThat(figure(median, name + "ack-p99-ms")).isPositive();
            assertThat(figure(median, name + "disk-bytes-per-message")).isNotNegative();
            assertThat(median.has(name + "delivery-p99-ms")).isFalse();
            assertThat(median.has(name + "cpu-ratio")).isEqualTo(members != 3);
        }
        assertThat(figure(median, "members-1100-cpu-ratio")).isBetween(
                figure(median, "members-1100-cpu-ratio-least"),
                figure(median, "members-1100-cpu-ratio-most"));
        assertThat(figure(median, "received-deliveries")).isZero();
        assertThat(figure(median, "stored-messages")).isPositive()
                .isEqualTo(figure(median, "sent-messages"));
    }

    @Test
    void membersOfAGroupWhoAreOnlineHearIt() {
        JsonNode median = measured("groups", "--sizes", "3,9", "--rounds", "1", "--online", "5")
                .path("median");
        assertThat(figure(median, "members-9-delivery-p99-ms")).isPositive();
        assertThat(figure(median, "received-deliveries")).isPositive()
                .isEqualTo(figure(median, "expected-deliveries"));
    }

    @Test
    void aLongListIsReadFromItsBeginning() {
        JsonNode median = measured("conversations", "--conversations", "70", "--groups", "20",
                "--in-flight", "2").path("median");
        assertThat(figure(median, "listed-conversations")).isEqualTo(91);
        assertThat(figure(median, "received-pages")).isPositive()
                .isEqualTo(figure(median, "expected-pages"));
        assertThat(figure(median, "server-cpu-ms-per-page")).isPositive();
        assertThat(figure(median, "page-p99-ms")).isPositive();
    }

    @Test
    void pairsKeepTheirRate() {
        JsonNode median = measured("pairs", "--pairs", "4", "--rate", "200").path("median");
        assertThat(figure(median, "received-deliveries")).isGreaterThan(300)
                .isEqualTo(figure(median, "expected-deliveries"));
        assertThat(figure(median, "server-cpu-us-per-message")).isPositive();
        assertThat(figure(median, "ack-p99-ms")).isPositive();
        assertThat(figure(median, "disk-bytes-per-message")).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"framed", "websocket"})
    void idleSessionsCostMemory(String door) {
        JsonNode median = measured("idle", "--sessions", "40", "--door", door,
                "--set", "timeouts.heartbeat-ms=1000").path("median");
        assertThat(figure(median, "sessions-at-the-end")).isEqualTo(40);
        assertThat(median.has("live-heap-bytes-per-session")).isTrue();
        assertThat(median.has("process-bytes-per-session")).isTrue();
        assertThat(figure(median, "pings-per-s")).isBetween(20.0, 80.0);
    }

    @Test
    void growthIsMeasuredAtEachSizeAndDrawn() throws IOException {
        JsonNode median = measured("growth", "--sizes", "5,20,40", "--svg", folder.toString(),
                "--html", folder.resolve("growth.html").toString()).path("median");
        for (int size : List.of(5, 20, 40)) {
            for (String name : List.of("process-mib", "live-heap-mib",
                    "server-cpu-us-per-resume", "server-cpu-us-per-delivery",
                    "last-delivery-p99-ms", "heartbeats-core-percent")) {
                assertThat(figure(median, "online-" + size + "-" + name)).as(name).isPositive();
            }
            assertThat(figure(median, "online-" + size + "-received-deliveries")).isPositive()
                    .isEqualTo(figure(median, "online-" + size + "-expected-deliveries"));
        }
        for (String title : List.of("memory", "login", "fan-out", "fan-out-time",
                "heartbeats")) {
            assertThat(Files.readString(folder.resolve("growth-" + title + ".svg")))
                    .startsWith("<svg xmlns=").contains(" at 40: ");
        }
        assertThat(Files.readString(folder.resolve("growth.html"))).contains("<h2>Growth</h2>");
    }

    @Test
    void arrivalsAreToldToWatchersAlone() {
        JsonNode median = measured("presence", "--online", "5,20", "--watchers", "0,3",
                "--people", "10").path("median");
        for (String online : List.of("online-5-", "online-20-")) {
            String watched = online + "watchers-3-";
            assertThat(figure(median, online + "watchers-0-received-changes-told")).isZero();
            assertThat(figure(median, watched + "received-changes-told")).isPositive()
                    .isEqualTo(figure(median, watched + "expected-changes-told"));
            assertThat(figure(median, watched + "server-cpu-us-per-arrival")).isPositive();
            assertThat(figure(median, watched + "arrival-p99-ms")).isPositive();
            assertThat(figure(median, watched + "told-p50-ms")).isPositive();
        }
    }

    @Test
    void aProfileSaysWhereTimeAndMemoryWent() throws IOException {
        Path text = folder.resolve("profile.txt");
        JsonNode report = measured("pairs", "--pairs", "20", "--profile", text.toString());
        assertThat(report.path("notes").toString()).contains("recorded for --profile");
        assertThat(Files.readString(text)).startsWith("profile of the server: 1 process")
                .containsPattern("(?m)^ +[\\d.]+ % +[\\d.]+ s  committer$")
                .containsPattern("(?m)^ +[\\d.]+ % +[\\d.]+ s  loop$")
                .contains("committer: our calls with all that they call",
                        "im.throng.server.storage.jdbc.Committer.run", "byte[]");
        assertThat(Files.readString(folder.resolve("profile.svg"))).startsWith("<svg")
                .contains("<title>im.throng.server.storage.jdbc.Committer.run, ");
    }

    @Test
    void resumesAreTimedOneByOne() {
        JsonNode median = measured("resume", "--sessions", "40", "--at-once", "10")
                .path("median");
        assertThat(figure(median, "resumes-per-s")).isPositive();
        assertThat(figure(median, "server-cpu-us-per-resume")).isPositive();
        assertThat(figure(median, "resume-p99-ms")).isPositive();
    }

    @Test
    void loginsAreMeasuredWithFewAndWithManyOnline() {
        JsonNode median = measured("login", "--few", "5", "--many", "60", "--rounds", "1",
                "--at-once", "8").path("median");
        for (String series : List.of("online-5-", "online-60-", "default-hash-")) {
            assertThat(figure(median, series + "server-cpu-us-per-login")).as(series)
                    .isPositive();
            assertThat(figure(median, series + "login-p99-ms")).as(series).isPositive();
        }
        assertThat(figure(median, "ratio-server-cpu-us-per-login")).isEqualTo(
                figure(median, "online-60-server-cpu-us-per-login")
                        / figure(median, "online-5-server-cpu-us-per-login"));
    }

    @Test
    void everybodyReturnsFromAStorm() {
        for (String comingBack : List.of("at-once", "spread")) {
            JsonNode median = measured("storm", "--sessions", "60", "--pairs", "2", "--rate",
                    "50", "--return", comingBack).path("median");
            assertThat(figure(median, "tries")).isGreaterThanOrEqualTo(60);
            assertThat(figure(median, "all-synced-s")).isPositive()
                    .isGreaterThanOrEqualTo(figure(median, "synced-p50-ms") / 1000);
            assertThat(figure(median, "others-before-delivery-p99-ms")).isPositive();
            assertThat(figure(median, "received-deliveries")).isPositive()
                    .isEqualTo(figure(median, "expected-deliveries"));
        }
    }

    @Test
    void aRunningServerIsMeasuredByTokens() throws IOException {
        try (var server = TestServer.started()) {
            Run run = run("fanout", "--receivers", "3", "--host", "127.0.0.1:" + server.port(),
                    "--tokens", tokens(server, 4).toString(), "--pid",
                    Long.toString(ProcessHandle.current().pid()));
            assertThat(run.code()).as(run.out()).isZero();
            JsonNode median = JSON.readTree(run.out()).path("median");
            assertThat(figure(median, "server-cpu-us-per-delivery")).isPositive();
            assertThat(median.has("disk-flushes-per-s")).isFalse();
        }
    }

    @Test
    void anIncompleteRunEndsWithOne() throws IOException {
        try (var server = TestServer.started("limits.sends-per-second", "1",
                "limits.sends-burst", "1")) {
            Path text = folder.resolve("report.json");
            var out = new ByteArrayOutputStream();
            int code = Main.commandLine(print(out)).execute("pairs", "--pairs", "1", "--rate",
                    "20", "--no-pin", "--warmup-s", "0", "--window-s", "1", "--drain-s", "1",
                    "--host", "127.0.0.1:" + server.port(), "--tokens",
                    tokens(server, 2).toString(), "--json", text.toString());
            assertThat(code).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("FAILED: run 1: ",
                    "requests were refused", "NOT COMPLETE", "not for publication");
            assertThat(JSON.readTree(Files.readString(text)).path("complete")
                    .booleanValue(true)).isFalse();
        }
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        for (String[] wrong : List.of(new String[] {"pairs", "--rate", "many"},
                new String[] {"fanout", "--receivers", "0"},
                new String[] {"fanout", "--to", "some"},
                new String[] {"groups", "--sizes", "1,3"},
                new String[] {"groups", "--sizes", "1000,3"},
                new String[] {"groups", "--rounds", "0"},
                new String[] {"conversations", "--conversations", "5", "--groups", "6"},
                new String[] {"conversations", "--page", "201"},
                new String[] {"idle", "--sessions", "1"},
                new String[] {"idle", "--door", "back"},
                new String[] {"idle", "--pid", "1"},
                new String[] {"fanout", "--against", "something"},
                new String[] {"pairs", "--against", "redis", "--rounds", "0"},
                new String[] {"resume", "--sessions", "5", "--at-once", "6"},
                new String[] {"login", "--few", "6", "--many", "6"},
                new String[] {"storm", "--return", "never"},
                new String[] {"presence", "--people", "501"},
                new String[] {"presence", "--online", "10", "--watchers", "0,10"},
                new String[] {"presence", "--online", "20,10"},
                new String[] {"growth", "--sizes", "5,5"},
                new String[] {"growth", "--svg", "no/such/folder"},
                new String[] {"pairs", "--html", "no/such/folder/page.html"},
                new String[] {"pairs", "--profile", "drawing.svg"},
                new String[] {"pairs", "--host", "127.0.0.1:1", "--tokens", "t", "--profile",
                    "profile.txt"},
                new String[] {"pairs", "--host", "127.0.0.1:1"},
                new String[] {"pairs", "--host", "here", "--tokens", "t"})) {
            var out = new ByteArrayOutputStream();
            int code = Main.commandLine(print(out))
                    .setErr(new PrintWriter(out, true, StandardCharsets.UTF_8)).execute(wrong);
            assertThat(code).as(String.join(" ", wrong)).isEqualTo(64);
        }
    }

    private static JsonNode measured(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--jvm-option", "-Xmx256m", "--jvm-option", "-XX:+UseSerialGC"));
        Run run = run(all.toArray(String[]::new));
        assertThat(run.code()).as(run.out()).isZero();
        JsonNode report = JSON.readTree(run.out());
        assertThat(report.path("complete").booleanValue(false)).isTrue();
        assertThat(report.path("notes").toString()).contains("not for publication");
        assertThat(report.path("circumstances").path("command").stringValue(""))
                .startsWith("throng bench " + arguments[0]);
        return report;
    }

    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        // A rate is kept only by a server that is warm.
        all.addAll(List.of("--no-pin", "--warmup-s", arguments[0].equals("pairs") ? "1" : "0",
                "--window-s", "1", "--json", "-"));
        var out = new ByteArrayOutputStream();
        int code = Main.commandLine(print(out)).execute(all.toArray(String[]::new));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    private Path tokens(TestServer server, int count) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            var person = server.newPerson();
            try (var client = server.open()) {
                var reply = client.ask("account.login", person.credentials());
                lines.append(person.id()).append('\t')
                        .append(reply.path("token").stringValue("")).append('\n');
            }
        }
        return Files.writeString(folder.resolve("tokens.tsv"), lines);
    }

    private static double figure(JsonNode figures, String name) {
        return figures.path(name).doubleValue(Double.NaN);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
