package im.throng.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// How figures grow with something: a drawing with a line for each figure and run.
///
/// @param title what is shown, short enough for a file's name when its blanks are hyphens
/// @param unit  of the figures
/// @param names the figures, without their series
/// @param over  what they grow with, which is the beginning of their series: `online` for
///              `online-1000`
/// @param steps the numbers of it, rising, at least one
public record Trend(String title, String unit, List<String> names, String over,
                    List<Integer> steps) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 280;
    private static final int LEFT = 70;
    private static final int RIGHT = 610;
    private static final int TOP = 44;
    private static final int BOTTOM = 236;
    private static final int LINES = 4;
    private static final double HEADROOM = 1.05;

    /// Keeps its own copies.
    public Trend {
        names = List.copyOf(names);
        steps = List.copyOf(steps);
    }

    /// Returns the name of a figure at a step.
    String at(int step, String name) {
        return Figures.full(over + "-" + step, name);
    }

    /// Draws it.
    ///
    /// @param alone whether the drawing is a file of its own, and not part of a page
    String svg(List<Figures> runs, boolean alone) {
        String words = title + ", " + unit;
        Svg svg = alone ? Svg.alone(WIDTH, HEIGHT, words) : new Svg(WIDTH, HEIGHT, words);
        double top = top(runs);
        for (int i = 0; i <= LINES; i++) {
            double value = top * i / LINES;
            svg.line(LEFT, y(value, top), RIGHT, y(value, top));
            svg.label(LEFT - 6.0, y(value, top) + 4, "end", Plots.number(value));
        }
        svg.label(LEFT, TOP - 28.0, "start", words);
        for (int step : steps) {
            svg.label(x(step), BOTTOM + 18.0, "middle", Plots.number(step));
        }
        svg.label((LEFT + RIGHT) / 2.0, BOTTOM + 36.0, "middle", over);
        for (int run = 0; run < runs.size(); run++) {
            for (int i = 0; i < names.size(); i++) {
                draw(svg, runs.get(run), i, top, " " + (run + 1));
            }
        }
        svg.legend(LEFT, TOP - 10.0, names);
        return svg.end();
    }

    private void draw(Svg svg, Figures run, int place, double top, String which) {
        String name = names.get(place);
        var points = new StringBuilder();
        for (int step : steps) {
            run.get(at(step, name)).ifPresent(value -> points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", x(step), y(value, top))));
        }
        svg.path(points.toString(), new Svg.Mark(place, name + ", run" + which));
        for (int step : steps) {
            run.get(at(step, name)).ifPresent(value -> svg.dot(x(step), y(value, top),
                    new Svg.Mark(place, name + " at " + Plots.number(step) + ": "
                            + Plots.number(value))));
        }
    }

    private double x(int step) {
        return LEFT + (RIGHT - LEFT) * (step / (steps.getLast() * HEADROOM));
    }

    private static double y(double value, double top) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    /// Returns the end of the scale: the first round number above all figures.
    private double top(List<Figures> runs) {
        double most = 0;
        for (Figures run : runs) {
            for (String name : names) {
                for (int step : steps) {
                    OptionalDouble value = run.get(at(step, name));
                    most = Math.max(most, value.orElse(0));
                }
            }
        }
        double power = most <= 0 ? 1 : Math.pow(10, Math.floor(Math.log10(most)));
        for (double times : new double[] {1, 2, 4, 6, 8}) {
            if (times * power >= most) {
                return times * power;
            }
        }
        return 10 * power;
    }
}
