package im.throng.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The drawings of a report: times by share, and costs run by run.
final class Plots {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 280;
    private static final int LEFT = 76;
    private static final int RIGHT = 604;
    private static final int TOP = 36;
    private static final int BOTTOM = 240;
    private static final List<String> SHARES =
            List.of("0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %");
    private static final double FEW = 100;
    private static final double HEADROOM = 1.15;

    private Plots() {}

    /// Draws the times of one thing in all runs; a logarithmic scale both ways.
    static String curves(List<Figures> runs, String name, String unit) {
        Set<String> series = new LinkedHashSet<>();
        double least = Double.MAX_VALUE;
        double most = 0;
        double nines = 1;
        for (Curve curve : curves(runs, name)) {
            series.add(curve.series());
            for (Curve.Point point : curve.points()) {
                least = Math.min(least, point.millis());
                most = Math.max(most, point.millis());
                nines = Math.max(nines, point.nines());
            }
        }
        var svg = new Svg(WIDTH, HEIGHT, "times of " + name + " by share");
        double from = Math.floor(Math.log10(Math.max(least, 1e-3)));
        double to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(most, 1e-3))));
        for (double power = from; power <= to; power++) {
            double y = place(power, from, to, BOTTOM, TOP);
            svg.line(LEFT, y, RIGHT, y);
            svg.label(LEFT - 6, y + 4, "end", number(Math.pow(10, power)) + " ms");
        }
        for (int i = 0; i <= nines && i < SHARES.size(); i++) {
            svg.label(place(i, 0, nines, LEFT, RIGHT), BOTTOM + 18, "middle", SHARES.get(i));
        }
        List<String> names = List.copyOf(series);
        for (int run = 0; run < runs.size(); run++) {
            for (Curve curve : curves(runs.subList(run, run + 1), name)) {
                var points = new StringBuilder();
                for (Curve.Point point : curve.points()) {
                    points.append(String.format(Locale.ROOT, "%.1f,%.1f ",
                            place(point.nines(), 0, nines, LEFT, RIGHT),
                            place(Math.log10(Math.max(point.millis(), 1e-3)), from, to, BOTTOM,
                                    TOP)));
                }
                svg.path(points.toString(), new Svg.Mark(names.indexOf(curve.series()),
                        curve.series() + " " + unit + " " + (run + 1)));
            }
        }
        if (names.size() > 1) {
            svg.legend(LEFT, TOP - 18, names);
        }
        return svg.end();
    }

    /// Returns what is timed in any run.
    static List<String> timed(List<Figures> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.curves().forEach(curve -> names.add(curve.name())));
        return List.copyOf(names);
    }

    private static List<Curve> curves(List<Figures> runs, String name) {
        return runs.stream().flatMap(run -> run.curves().stream())
                .filter(curve -> curve.name().equals(name)).toList();
    }

    /// Draws one figure of all runs, a bar for each series.
    static String bars(List<Figures> runs, String name, String unit) {
        Set<String> all = new LinkedHashSet<>();
        runs.forEach(run -> all.addAll(run.seriesOf(name)));
        List<String> series = new ArrayList<>(all);
        double most = 0;
        for (Figures run : runs) {
            for (String one : series) {
                most = Math.max(most, run.get(Figures.full(one, name)).orElse(0) * HEADROOM);
            }
        }
        var svg = new Svg(WIDTH, HEIGHT, name + " of each " + unit);
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM);
        double group = (double) (RIGHT - LEFT) / runs.size();
        double width = Math.min(60, group * 0.8 / series.size());
        for (int run = 0; run < runs.size(); run++) {
            double middle = LEFT + group * (run + 0.5);
            for (int i = 0; i < series.size(); i++) {
                String full = Figures.full(series.get(i), name);
                double x = middle + (i - series.size() / 2.0) * width;
                int colour = i;
                double scale = most;
                runs.get(run).get(full).ifPresent(value -> {
                    double top = place(value, 0, scale, BOTTOM, TOP);
                    svg.bar(x + 1, width - 2, top, BOTTOM,
                            new Svg.Mark(colour, full + ": " + number(value)));
                    svg.label(x + width / 2, top - 4, "middle", number(value));
                });
            }
            svg.label(middle, BOTTOM + 18, "middle", unit + " " + (run + 1)
                    + ratio(runs.get(run), name));
        }
        if (series.size() > 1) {
            svg.legend(LEFT, TOP - 18, series);
        }
        return svg.end();
    }

    private static String ratio(Figures run, String name) {
        return run.get(Figures.full("ratio", name)).isPresent()
                ? ", ratio " + number(run.get(Figures.full("ratio", name)).orElseThrow()) : "";
    }

    /// Returns the figures that are drawn as bars: what something costs, and how much was done.
    static List<String> drawn(List<Figures> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.names().forEach(name -> names.add(run.baseOf(name))));
        return names.stream().filter(name -> name.contains("server-cpu-")
                || name.endsWith("s-per-s") || name.endsWith("-bytes-per-session")).toList();
    }

    private static double place(double value, double from, double to, double low, double high) {
        return low + (value - from) / (to - from) * (high - low);
    }

    /// Writes a number as short as it may be.
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return Math.abs(value) < 1 ? String.format(Locale.ROOT, "%.3f", value)
                : Math.abs(value) < FEW ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%,.0f", value);
    }
}
