package im.throng.server.telemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a scrape says: values by name and labels, as they are written, and what stands about names.
///
/// @param samples `throng_sends_total{outcome="stored",to="all"}` to its value; labels are sorted
/// @param types   a metric's name to its kind
/// @param helps   a metric's name to its help
public record Scrape(Map<String, Double> samples, Map<String, String> types,
                     Map<String, String> helps) {

    private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+)(\\{.*\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    public static Scrape of(String text) {
        Map<String, Double> samples = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        Map<String, String> helps = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            Matcher sample = SAMPLE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP ")) {
                helps.put(words[2], words.length == 4 ? words[3] : "");
            } else if (sample.matches()) {
                samples.put(line.substring(0, line.lastIndexOf(' ')),
                        Double.parseDouble(sample.group(3)));
            } else {
                throw new AssertionError("no line of a scrape: " + line);
            }
        }
        return new Scrape(samples, types, helps);
    }

    /// Returns a value, which must be there.
    public double value(String sample) {
        Double value = samples.get(sample);
        if (value == null) {
            throw new AssertionError("there is no " + sample + " in\n"
                    + String.join("\n", new TreeSet<>(samples.keySet())));
        }
        return value;
    }

    /// Returns the names of all samples, such as `throng_commit_seconds_bucket`.
    public Set<String> sampleNames() {
        return samples.keySet().stream().map(name -> name.replaceFirst("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns the names of all metrics; the largest value of a histogram is not one of its own.
    public Set<String> metricNames() {
        return types.keySet().stream()
                .filter(name -> !name.endsWith("_max")
                        || !types.containsKey(name.substring(0, name.length() - 4)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns the names of the labels of a metric's samples.
    public Set<String> labels(String sampleName) {
        Set<String> labels = new TreeSet<>();
        for (String sample : samples.keySet()) {
            if (sample.startsWith(sampleName + "{")) {
                Matcher label = LABEL.matcher(sample);
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        }
        return labels;
    }
}
