package im.throng.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What was measured, under which circumstances, and what is wrong with it: as text, as
/// JSON and as HTML.
///
/// Threading: used by one thread.
public final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String UNKNOWN = "unknown";
    private static final double FEW = 100;

    private final String scenario;
    private final String unit;
    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<Figures> runs = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Trend> trends = new ArrayList<>();

    /// Creates a report without runs.
    public Report(String scenario) {
        this(scenario, "run");
    }

    /// Creates a report without runs.
    ///
    /// @param unit what one of them is called
    public Report(String scenario, String unit) {
        this.scenario = scenario;
        this.unit = unit;
    }

    /// Says something about how it was measured.
    public void circumstance(String name, String value) {
        circumstances.put(name, value);
    }

    /// Lets figures be drawn by what they grow with.
    public void trend(Trend trend) {
        trends.add(trend);
    }

    /// Returns the drawings of what grows, by their titles, each a file of its own.
    public Map<String, String> drawings() {
        Map<String, String> drawings = new LinkedHashMap<>();
        trends.forEach(trend -> drawings.put(trend.title(), trend.svg(runs, true)));
        return drawings;
    }

    /// Adds the figures of a run.
    public void run(Figures figures) {
        runs.add(figures);
    }

    /// Warns whoever reads the figures; the same words once.
    public void note(String words) {
        notes.add(words);
    }

    /// Says why the figures are worth nothing.
    public void failure(String words) {
        failures.add(unit + " " + (runs.size() + 1) + ": " + words);
    }

    /// Tells whether every run was as it should be.
    public boolean isGood() {
        return failures.isEmpty();
    }

    /// Writes it for people.
    public void print(PrintStream out) {
        out.println(scenario);
        circumstances.forEach((name, value) -> out.println("  " + name + ": " + value));
        out.println();
        Figures median = Figures.median(runs);
        int width = median.names().stream().mapToInt(String::length).max().orElse(0);
        var head = new StringBuilder(" ".repeat(width));
        for (int i = 1; i <= runs.size(); i++) {
            head.append(String.format(Locale.ROOT, "  %12s", unit + " " + i));
        }
        out.println(head.append(String.format(Locale.ROOT, "  %12s", "median")));
        for (String name : median.names()) {
            var line = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", name));
            runs.forEach(run -> line.append(column(run, name)));
            out.println(line.append(column(median, name)));
        }
        out.println();
        notes.forEach(words -> out.println("note: " + words));
        failures.forEach(words -> out.println("FAILED: " + words));
        out.println(verdict());
    }

    private String verdict() {
        return isGood() ? "complete: everything sent arrived where it should, once"
                : "NOT COMPLETE: these figures count for nothing";
    }

    /// Returns it as a page of HTML with drawings, which needs nothing beside it.
    public String html() {
        return Page.of(new Page.Head(scenario, unit, verdict(), trends), circumstances, runs,
                notes, failures);
    }

    /// Returns it as one JSON object.
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("scenario", scenario);
        all.put("circumstances", circumstances);
        all.put("median", ordered(Figures.median(runs)));
        all.put("runs", runs.stream().map(Report::ordered).toList());
        all.put("notes", notes);
        all.put("failures", failures);
        all.put("complete", isGood());
        return JSON.writeValueAsString(all);
    }

    private static Map<String, Object> ordered(Figures figures) {
        Map<String, Object> all = new LinkedHashMap<>();
        figures.names().forEach(name -> all.put(name, figures.get(name).orElseThrow()));
        return all;
    }

    private static String column(Figures figures, String name) {
        return String.format(Locale.ROOT, "  %12s", figures.get(name).isPresent()
                ? text(figures.get(name).orElseThrow()) : UNKNOWN);
    }

    private static String text(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < FEW ? "%.2f" : "%.0f", value);
    }
}
