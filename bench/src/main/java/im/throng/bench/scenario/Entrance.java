package im.throng.bench.scenario;

import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.load.Turnstile;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.time.Duration;

/// People come and go through a turnstile, for a warm-up and a window.
final class Entrance {

    private Entrance() {}

    /// Lets them come and go, and returns what one of them costs.
    static Figures measure(Stage stage, Turnstile turnstile, Conditions conditions,
                           Load load, Report report) {
        turnstile.begin(load.atOnce());
        turnstile.awaitFirst(conditions.drain());
        Pause.of(load.warmUp());
        var meters = new Meters(stage);
        long begun = turnstile.openWindow();
        Pause.of(conditions.window());
        long admitted = turnstile.closeWindow() - begun;
        meters.stop();
        String complaint = turnstile.drain(conditions.drain());
        if (!complaint.isEmpty()) {
            report.failure(complaint);
        }
        var figures = new Figures();
        meters.serverMicros().ifPresent(micros ->
                figures.add("server-cpu-us-per-" + load.what(), micros / admitted));
        figures.add(load.what() + "s-per-s", admitted / meters.seconds());
        figures.addTimes(load.what(), turnstile.times());
        meters.tell(figures, report, conditions.pinned());
        meters.writtenBytes().ifPresent(bytes ->
                figures.add("disk-bytes-per-" + load.what(), bytes / (double) admitted));
        return figures;
    }

    /// How they come.
    ///
    /// @param what   what one of them does, in one word
    /// @param atOnce how many at once
    /// @param warmUp how long before the window
    record Load(String what, int atOnce, Duration warmUp) {}
}
