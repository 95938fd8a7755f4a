package im.throng.bench.trial;

import im.throng.bench.check.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a trial came to, for people and for programs.
///
/// @param recoveries how long each restart took until the server was ready, in milliseconds
public record TrialReport(TrialPlan plan, Verdict verdict, int kills, List<Long> recoveries,
                          Duration took) {

    private static final JsonMapper JSON = new JsonMapper();

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
                + "entries stored %d, changes of groups %d%n", verdict.sent(), verdict.acked(),
                verdict.unknown(), verdict.heard(), verdict.stored(), verdict.changes());
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
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT));
        json.put("seed", plan.seed());
        json.put("cycles", plan.cycles());
        json.put("kills", kills);
        json.put("sent", verdict.sent());
        json.put("acked", verdict.acked());
        json.put("unknown", verdict.unknown());
        json.put("heard", verdict.heard());
        json.put("stored", verdict.stored());
        json.put("changes", verdict.changes());
        json.put("recoveryMsMean", Math.round(recoveryMean()));
        json.put("recoveryMsMax", recoveryMax());
        json.put("seconds", took.toSeconds());
        json.put("rules", verdict.lines().stream().map(line -> Map.of("rule", name(line),
                "breaches", line.breaches(), "witness", line.witness())).toList());
        out.println(JSON.writeValueAsString(json));
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
}
