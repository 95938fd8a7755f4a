package im.throng.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @Test
    void theMedianIsTheMiddleRunOfEachFigure() {
        assertThat(Figures.median(List.of(with(9), with(1), with(2))).get("a")).hasValue(2);
        assertThat(Figures.median(List.of(with(1), with(2))).get("a")).hasValue(1.5);
        assertThat(Figures.median(List.of()).names()).isEmpty();
    }

    @Test
    void timesAreInMilliseconds() {
        var nanos = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            nanos.recordValue(i * 1_000_000L);
        }
        var figures = new Figures();
        figures.addTimes("ack", nanos);
        assertThat(figures.names()).containsExactly("ack-p50-ms", "ack-p90-ms", "ack-p99-ms",
                "ack-p99.9-ms", "ack-max-ms");
        assertThat(figures.get("ack-p50-ms").orElseThrow()).isBetween(499.0, 501.0);
        assertThat(figures.get("ack-p99.9-ms").orElseThrow()).isBetween(998.0, 1000.5);
        assertThat(figures.get("ack-max-ms").orElseThrow()).isBetween(999.0, 1001.0);
    }

    @Test
    void whatIsNoNumberIsUnknown() {
        var figures = new Figures();
        figures.add("a", 0.0 / 0);
        figures.add("b", 1.0 / 0);
        assertThat(figures.names()).isEmpty();
    }

    @Test
    void aFailureIsLoud() {
        var report = new Report("something");
        report.failure("expected 2 deliveries and received 1");
        report.run(with(1));
        assertThat(report.isGood()).isFalse();
        assertThat(text(report)).contains("FAILED: run 1: expected 2 deliveries and received 1",
                "NOT COMPLETE");
        var json = JsonMapper.builder().build().readTree(report.json());
        assertThat(json.path("complete").booleanValue(true)).isFalse();
        assertThat(json.path("failures").size()).isEqualTo(1);
    }

    @Test
    void allRunsStandBesideTheMedian() {
        var report = new Report("something");
        report.circumstance("cores", "2");
        report.note("not for publication");
        report.note("not for publication");
        for (int i : new int[] {30, 10, 20}) {
            report.run(with(i));
        }
        assertThat(text(report)).containsPattern("a +30 +10 +20 +20")
                .containsOnlyOnce("not for publication");
        var json = JsonMapper.builder().build().readTree(report.json());
        assertThat(json.path("runs").size()).isEqualTo(3);
        assertThat(json.path("median").path("a").doubleValue(0)).isEqualTo(20);
        assertThat(json.path("circumstances").path("cores").stringValue("")).isEqualTo("2");
    }

    @Test
    void aPageNeedsNothingBesideIt() {
        var nanos = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            nanos.recordValue(i * 1_000_000L);
        }
        var report = new Report("a < b", "round");
        report.circumstance("command", "throng bench \"x\" & y");
        for (int i = 1; i <= 3; i++) {
            var one = new Figures();
            one.add("server-cpu-us-per-delivery", i);
            one.addTimes("delivery", nanos);
            var figures = new Figures();
            figures.addAll("throng", one);
            figures.addAll("redis", one);
            figures.add("ratio", "server-cpu-us-per-delivery", 1);
            report.run(figures);
        }
        String page = report.html();
        assertThat(page).startsWith("<!DOCTYPE html>").contains("a &lt; b",
                "throng bench &quot;x&quot; &amp; y", "prefers-color-scheme: dark",
                "throng-server-cpu-us-per-delivery: 2", "round 3, ratio 1", "redis round 3")
                .doesNotContain("http", "<script", "@import", "url(", "NaN", "Infinity");
        assertThat(page.split("<polyline", -1)).hasSize(1 + 2 * 3);
        assertThat(page.split("<rect", -1)).hasSize(1 + 2 * 3 + 2 * 2);
    }

    @Test
    void whatGrowsIsALineWithAPointForEachStep() throws Exception {
        var report = new Report("growth");
        report.trend(new Trend("a & b", "µs", List.of("cost"), "online", List.of(10, 20, 40)));
        var figures = new Figures();
        figures.add("online-10", "cost", 1);
        figures.add("online-20", "cost", 3);
        // Of 40 nothing is known.
        report.run(figures);
        String svg = report.drawings().getOrDefault("a & b", "");
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(svg).contains("<title>cost at 10: 1</title>", "<title>cost at 20: 3</title>",
                ">4</text>", "a &amp; b, µs").doesNotContain("cost at 40", "NaN", "href");
        assertThat(svg.split("<circle", -1)).hasSize(1 + 2);
        assertThat(report.html()).contains("<h2>Growth</h2>", "cost at 20: 3")
                .doesNotContain("http", "xmlns");
    }

    private static Figures with(double value) {
        var figures = new Figures();
        figures.add("a", value);
        return figures;
    }

    private static String text(Report report) {
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
