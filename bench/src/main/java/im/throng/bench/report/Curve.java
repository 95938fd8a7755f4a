package im.throng.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// How long what share of something took, finer than the figures tell it.
///
/// @param series whose times they are, if there are several in a run; empty: the only ones
/// @param name   what was timed
/// @param points shares and times, both rising
record Curve(String series, String name, List<Point> points) {

    private static final int STEPS_PER_NINE = 10;
    private static final int NINES_MAX = 5;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    /// One point.
    ///
    /// @param nines  how many nines the share has: 1 for 90 %, 2 for 99 %
    /// @param millis no more than this was needed by that share
    record Point(double nines, double millis) {}

    /// Keeps its own copy.
    Curve {
        points = List.copyOf(points);
    }

    /// Returns the curve of times in nanoseconds, up to the share that is one of them.
    static Curve of(String name, Histogram nanos) {
        List<Point> points = new ArrayList<>();
        double most = Math.min(NINES_MAX, Math.log10((double) nanos.getTotalCount()));
        for (int i = 0; i <= most * STEPS_PER_NINE; i++) {
            double nines = (double) i / STEPS_PER_NINE;
            points.add(new Point(nines, nanos.getValueAtPercentile(
                    PERCENT * (1 - Math.pow(10, -nines))) / NANOS_PER_MILLI));
        }
        return new Curve("", name, points);
    }

    Curve in(String otherSeries) {
        return new Curve(otherSeries, name, points);
    }
}
