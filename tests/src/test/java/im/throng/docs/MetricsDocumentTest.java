package im.throng.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.Json;
import im.throng.conformance.TestServer;
import im.throng.server.storage.redis.PlainPasswords;
import im.throng.server.storage.redis.RedisAddress;
import im.throng.server.storage.redis.RedisConfig;
import im.throng.server.storage.redis.RedisUserStore;
import im.throng.server.telemetry.Scrape;
import im.throng.server.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// docs/metrics.md lists what is scraped, and docs/grafana-dashboard.json shows nothing else.
class MetricsDocumentTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z_0-9]+)` \\| (\\w+) \\| (.*?) \\| (.*) \\|");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:throng|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+) *=~?\"");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");
    /// There with some collectors of the JVM alone.
    private static final String COLLECTOR = "jvm_gc_";

    private static final List<Scrape> SCRAPES = new ArrayList<>();

    @BeforeAll
    static void scrape() {
        System.gc(); // Its pauses are told from the first one on.
        try (var server = TestServer.started("tls.self-signed", "yes");
                var telemetry = new Telemetry();
                var _ = new RedisUserStore(new RedisConfig(
                        RedisAddress.parse("redis://127.0.0.1:1"), PlainPasswords.KEEP,
                        Duration.ofSeconds(1), Duration.ofSeconds(1), 16),
                        InstantSource.system(), telemetry)) {
            System.gc();
            await().until(() -> server.metrics().contains("jvm_gc_pause_seconds_count"));
            SCRAPES.add(Scrape.of(server.metrics()));
            SCRAPES.add(Scrape.of(telemetry.scrape()));
        }
    }

    @Test
    void theDocumentListsWhatIsScrapedAndNothingElse() {
        Set<String> scraped = new TreeSet<>();
        SCRAPES.forEach(scrape -> scraped.addAll(scrape.metricNames()));
        Set<String> listed = new TreeSet<>(rows().keySet());
        Set<String> missing = new TreeSet<>(listed);
        missing.removeAll(scraped);
        missing.removeIf(name -> name.startsWith(COLLECTOR));

        assertThat(listed).containsAll(scraped);
        assertThat(missing).as("listed, but never scraped").isEmpty();
    }

    @Test
    void kindsAndLabelsAreAsTheDocumentSays() {
        Map<String, Row> rows = rows();
        for (Scrape scrape : SCRAPES) {
            for (String name : scrape.metricNames()) {
                Row row = rows.getOrDefault(name, Row.MISSING);
                assertThat(row.kind()).as(name).isEqualTo(scrape.types().get(name));
                Set<String> labels = new TreeSet<>(scrape.labels(name));
                labels.addAll(scrape.labels(name + "_count"));
                assertThat(row.labels()).as(name).isEqualTo(labels);
            }
        }
    }

    @Test
    void everyMetricHasAHelp() {
        for (Scrape scrape : SCRAPES) {
            for (String name : scrape.metricNames()) {
                assertThat(scrape.helps().get(name)).as(name).isNotBlank();
            }
        }
    }

    @Test
    void theDashboardUsesOnlyMetricsAndLabelsThatExist() {
        Map<String, Set<String>> known = new HashMap<>();
        for (Scrape scrape : SCRAPES) {
            scrape.sampleNames().forEach(name -> known.put(name, scrape.labels(name)));
        }
        List<String> expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(20);
        for (String expression : expressions) {
            Set<String> labels = new TreeSet<>(Set.of("instance", "job"));
            Matcher metric = METRIC.matcher(expression);
            int metrics = 0;
            while (metric.find()) {
                metrics++;
                assertThat(known).as(expression).containsKey(metric.group());
                labels.addAll(known.get(metric.group()));
            }
            assertThat(metrics).as(expression).isPositive();
            assertThat(labels).as(expression).containsAll(labelsOf(expression));
        }
    }

    private static Set<String> labelsOf(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher grouped = GROUPED.matcher(expression);
        while (grouped.find()) {
            labels.addAll(List.of(grouped.group(1).split(" *, *")));
        }
        Matcher label = LABEL.matcher(expression);
        while (label.find()) {
            labels.add(label.group(1));
        }
        return labels;
    }

    private static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : Json.parse(read("grafana-dashboard.json")).path("panels")) {
            assertThat(panel.path("title").stringValue("")).isNotBlank();
            for (JsonNode target : panel.path("targets")) {
                expressions.add(target.path("expr").stringValue(""));
            }
        }
        return expressions;
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : read("metrics.md").lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = new TreeSet<>();
                Matcher label = NAME.matcher(row.group(3));
                while (label.find()) {
                    labels.add(label.group(1));
                }
                rows.put(row.group(1), new Row(row.group(2), labels));
            }
        }
        return rows;
    }

    private static String read(String file) {
        try {
            return Document.read("docs/" + file).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Row(String kind, Set<String> labels) {

        static final Row MISSING = new Row("not listed", Set.of());
    }
}
