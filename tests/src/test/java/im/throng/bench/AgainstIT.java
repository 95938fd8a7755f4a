package im.throng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.Alone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measurements in turns with a real Redis, in the small: whether both are counted right.
@Alone
class AgainstIT {

    @TempDir
    private Path folder;

    @Test
    void fanoutCountsTheDeliveriesOfBoth() throws IOException {
        JsonNode report = measured("fanout", "--receivers", "7", "--senders", "2",
                "--in-flight", "3", "--rounds", "2");
        assertThat(report.path("runs").size()).isEqualTo(2);
        assertThat(report.path("circumstances").path("redis").stringValue(""))
                .startsWith("Redis server v=");
        assertThat(report.path("circumstances").path("redis-settings").stringValue(""))
                .startsWith("save \"\", appendonly no, "
                        + "client-output-buffer-limit pubsub 0 0 0");
        assertBothAreComplete(report, "server-cpu-us-per-delivery");
    }

    @Test
    void withoutRedisItSaysHowToGetIt() {
        var err = new ByteArrayOutputStream();
        int code = Main.commandLine(print(new ByteArrayOutputStream()))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute("fanout", "--no-pin", "--against", "redis", "--redis",
                        folder.resolve("none").toString());
        assertThat(code).isEqualTo(69);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("apt-get install redis-server");
    }

    private static void assertBothAreComplete(JsonNode report, String cost) {
        JsonNode median = report.path("median");
        for (String who : List.of("throng-", "redis-")) {
            assertThat(figure(median, who + "received-deliveries")).as(who).isPositive()
                    .isEqualTo(figure(median, who + "expected-deliveries"));
            assertThat(figure(median, who + cost)).as(who).isPositive();
            assertThat(figure(median, who + "delivery-p99-ms")).as(who).isPositive();
        }
        JsonNode first = report.path("runs").path(0);
        assertThat(figure(first, "ratio-" + cost)).isEqualTo(
                figure(first, "throng-" + cost) / figure(first, "redis-" + cost));
    }

    private JsonNode measured(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-pin", "--warmup-s", "0", "--window-s", "1", "--json", "-",
                "--jvm-option", "-Xmx256m", "--jvm-option", "-XX:+UseSerialGC",
                "--against", "redis", "--redis", ExecutableProvider
                        .newJarResourceProvider(folder.toFile()).get().getPath()));
        var out = new ByteArrayOutputStream();
        int code = Main.commandLine(print(out)).execute(all.toArray(String[]::new));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        return JsonMapper.builder().build().readTree(text);
    }

    private static double figure(JsonNode figures, String name) {
        return figures.path(name).doubleValue(Double.NaN);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
