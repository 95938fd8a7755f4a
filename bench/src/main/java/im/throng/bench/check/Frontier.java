package im.throng.bench.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How far something had come at which time, at least.
///
/// Threading: used by one thread.
final class Frontier {

    private final List<Point> points = new ArrayList<>();
    private boolean sorted;

    /// It had come so far by then.
    void reached(long at, long seq) {
        points.add(new Point(at, seq));
        sorted = false;
    }

    /// Returns how far it had come before a time; 0 if nowhere.
    long before(long time) {
        sort();
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).at() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : points.get(low - 1).seq();
    }

    /// Puts the points in order of time, each as far as the farthest until then.
    private void sort() {
        if (sorted) {
            return;
        }
        points.sort(Comparator.comparingLong(Point::at));
        long farthest = 0;
        for (int i = 0; i < points.size(); i++) {
            farthest = Math.max(farthest, points.get(i).seq());
            points.set(i, new Point(points.get(i).at(), farthest));
        }
        sorted = true;
    }

    private record Point(long at, long seq) {}
}
