package im.throng.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/// The figures of one run, by names that end in their unit, in the order of their adding. What
/// could not be found out is left out.
///
/// Threading: used by one thread.
public final class Figures {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final Map<String, Double> PERCENTILES = percentiles();

    /// What figures are the quotients of, which are no series of their own.
    private static final String RATIO = "ratio";

    private final Map<String, Double> byName = new LinkedHashMap<>();
    private final Map<String, String> bases = new LinkedHashMap<>();
    private final List<Curve> curves = new ArrayList<>();

    private static Map<String, Double> percentiles() {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", 50.0);
        percentiles.put("p90", 90.0);
        percentiles.put("p99", 99.0);
        percentiles.put("p99.9", 99.9);
        return percentiles;
    }

    /// Adds a figure; one that is no number, such as 0 / 0, counts as unknown.
    public void add(String name, double value) {
        if (Double.isFinite(value)) {
            byName.put(name, value);
        }
    }

    /// Adds a figure of one of several series, which are compared.
    public void add(String series, String name, double value) {
        bases.put(full(series, name), name);
        add(full(series, name), value);
    }

    /// Adds the percentiles and the maximum of times in nanoseconds, in milliseconds.
    public void addTimes(String name, Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return;
        }
        PERCENTILES.forEach((label, percentile) -> add(name + "-" + label + "-ms",
                nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI));
        add(name + "-max-ms", nanos.getMaxValue() / NANOS_PER_MILLI);
        curves.add(Curve.of(name, nanos));
    }

    /// Adds all figures of others as those of a series.
    public void addAll(String series, Figures others) {
        others.byName.forEach((name, value) -> add(series, name, value));
        addCurves(series, others);
    }

    /// Adds the times of others as those of a series, for drawing only.
    public void addCurves(String series, Figures others) {
        others.curves.forEach(curve -> curves.add(curve.in(series)));
    }

    /// Returns a figure, if it is known.
    public OptionalDouble get(String name) {
        Double value = byName.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Returns all figures by their names.
    public Map<String, Double> all() {
        return Map.copyOf(byName);
    }

    /// Returns how a figure of a series is named.
    static String full(String series, String name) {
        return series.isEmpty() ? name : series + "-" + name;
    }

    /// Returns a figure's name without its series.
    String baseOf(String name) {
        return bases.getOrDefault(name, name);
    }

    /// Returns the series that have a figure, by its name without them.
    List<String> seriesOf(String base) {
        return byName.keySet().stream().filter(name -> baseOf(name).equals(base))
                .map(name -> name.equals(base) ? ""
                        : name.substring(0, name.length() - base.length() - 1))
                .filter(series -> !series.equals(RATIO)).toList();
    }

    List<Curve> curves() {
        return List.copyOf(curves);
    }

    /// Returns the names in order.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// Returns, for each figure of all runs, the middle of those that know it; of an even number,
    /// halfway between the two in the middle.
    public static Figures median(List<Figures> runs) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (Figures run : runs) {
            run.byName.forEach((name, value) ->
                    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        }
        var median = new Figures();
        values.forEach((name, some) -> {
            some.sort(null);
            int middle = some.size() / 2;
            median.add(name, some.size() % 2 == 1 ? some.get(middle)
                    : (some.get(middle - 1) + some.get(middle)) / 2);
        });
        return median;
    }
}
