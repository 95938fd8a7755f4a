package im.throng.bench.trial;

import im.throng.bench.check.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a trial came to, for people and for programs.
///
/// @param recoveries how long each restart took until the server was ready, in milliseconds
public record TrialReport(TrialPlan plan, Verdict verdict, int kills, List<Long> recoveries,
                          Duration took) {

    /// Keeps its own copy of the list.
    public TrialReport {
        recoveries = List.copyOf(recoveries);
    }

    /// Returns the exit code: 0 valid, 1 invalid, 2 unknown.
    public int exitCode() {
        return switch (verdict.outcome()) {
            case VALID -> 0;
            case INVALID -> 1;
            case UNKNOWN -> 2;
        };
    }

    /// Writes it for people.
    public void print(PrintStream out) {
        out.printf(Locale.ROOT, "seed %d, %d cycles, %d kills in %d s%n", plan.seed(),
                plan.cycles(), kills, took.toSeconds());
        out.printf(Locale.ROOT, "sent %d, acknowledged %d, unknown %d, pushes heard %d, "
                + "entries stored %d%n", verdict.sent(), verdict.acked(), verdict.unknown(),
                verdict.heard(), verdict.stored());
        out.printf(Locale.ROOT, "restart until ready: %.0f ms on average, %d ms at most%n",
                recoveryMean(), recoveryMax());
        for (Verdict.Line line : verdict.lines()) {
            out.printf(Locale.ROOT, "%-13s %6d  %s%n", name(line), line.breaches(),
                    line.breaches() == 0 ? line.rule().promise() : line.witness());
        }
        out.println(verdict.outcome().name().toLowerCase(Locale.ROOT));
    }

    /// Writes it as one JSON object.
    public void printJson(PrintStream out) {
        List<String> lines = new ArrayList<>();
        for (Verdict.Line line : verdict.lines()) {
            lines.add("{\"rule\":" + quoted(name(line)) + ",\"breaches\":" + line.breaches()
                    + ",\"witness\":" + quoted(line.witness()) + "}");
        }
        out.println("{\"verdict\":" + quoted(verdict.outcome().name().toLowerCase(Locale.ROOT))
                + ",\"seed\":" + plan.seed() + ",\"cycles\":" + plan.cycles() + ",\"kills\":"
                + kills + ",\"sent\":" + verdict.sent() + ",\"acked\":" + verdict.acked()
                + ",\"unknown\":" + verdict.unknown() + ",\"heard\":" + verdict.heard()
                + ",\"stored\":" + verdict.stored() + ",\"recoveryMsMean\":"
                + Math.round(recoveryMean()) + ",\"recoveryMsMax\":" + recoveryMax()
                + ",\"seconds\":" + took.toSeconds() + ",\"rules\":["
                + String.join(",", lines) + "]}");
    }

    private double recoveryMean() {
        return recoveries.stream().mapToLong(Long::longValue).average().orElse(0);
    }

    private long recoveryMax() {
        return recoveries.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static String name(Verdict.Line line) {
        return line.rule().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
