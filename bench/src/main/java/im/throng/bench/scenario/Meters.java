package im.throng.bench.scenario;

import im.throng.bench.load.Stage;
import im.throng.bench.probe.CpuReading;
import im.throng.bench.probe.Machine;
import im.throng.bench.probe.ProcessProbe;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What server and generator used in one window.
///
/// Threading: used by one thread.
final class Meters {

    private static final double PERCENT = 100;
    private static final double BUSY = 0.85;
    private static final double DISTURBED = 0.15;

    private final Stage stage;
    private final Reading begun;
    private @Nullable Reading ended;

    private record Reading(long nanos, @Nullable CpuReading server, CpuReading generator,
                           long loopNanos, OptionalLong written, OptionalLong flushes,
                           OptionalLong busy) {}

    /// Reads the meters at the beginning of a window.
    Meters(Stage stage) {
        this.stage = stage;
        this.begun = read();
    }

    /// Reads them at its end.
    void stop() {
        ended = read();
    }

    /// Returns the window's length in seconds.
    double seconds() {
        return (end().nanos - begun.nanos) / 1e9;
    }

    /// Returns the server's processor time in microseconds.
    OptionalDouble serverMicros() {
        CpuReading from = begun.server;
        CpuReading to = end().server;
        return from == null || to == null ? OptionalDouble.empty()
                : OptionalDouble.of(from.nanosUntil(to) / 1e3);
    }

    /// Returns how busy the generator was: the share of one core that its event loop used, or all
    /// of its threads if they have to share that core.
    double generatorShare(boolean pinned) {
        double loop = (end().loopNanos - begun.loopNanos) / 1e9 / seconds();
        double all = begun.generator.nanosUntil(end().generator) / 1e9 / seconds();
        return pinned ? Math.max(loop, all) : loop;
    }

    /// Returns how much of one core everything else on this machine used; empty if the server's
    /// part is not known.
    OptionalDouble othersShare() {
        OptionalLong busy = difference(begun.busy, end().busy);
        OptionalDouble server = serverMicros();
        if (busy.isEmpty() || server.isEmpty()) {
            return OptionalDouble.empty();
        }
        double ours = server.getAsDouble() * 1e3 + begun.generator.nanosUntil(end().generator);
        return OptionalDouble.of(Math.max(0, busy.getAsLong() - ours) / 1e9 / seconds());
    }

    /// Adds how busy cores were, and notes what spoils the figures.
    void tell(Figures figures, Report report, boolean pinned) {
        serverMicros().ifPresent(micros -> figures.add("server-core-percent",
                PERCENT * micros / 1e6 / seconds()));
        double generator = generatorShare(pinned);
        figures.add("generator-core-percent", PERCENT * generator);
        if (generator > BUSY) {
            report.note(String.format(Locale.ROOT, "the generator is the bottleneck, or near it: "
                    + "its core was %.0f %% busy", PERCENT * generator));
        }
        othersShare().ifPresent(share -> {
            figures.add("others-core-percent", PERCENT * share);
            if (share > DISTURBED) {
                report.note(String.format(Locale.ROOT, "not for publication: other programs used "
                        + "%.0f %% of a core meanwhile", PERCENT * share));
            }
        });
    }

    /// Returns how many bytes the server had written to the disk.
    OptionalLong writtenBytes() {
        return difference(begun.written, end().written);
    }

    /// Returns how often the disk under the server's data was flushed, by whomever.
    OptionalLong flushes() {
        return difference(begun.flushes, end().flushes);
    }

    private static OptionalLong difference(OptionalLong from, OptionalLong to) {
        return from.isPresent() && to.isPresent()
                ? OptionalLong.of(to.getAsLong() - from.getAsLong()) : OptionalLong.empty();
    }

    private Reading end() {
        if (ended == null) {
            throw new IllegalStateException("the window has not ended");
        }
        return ended;
    }

    private Reading read() {
        @Nullable ProcessProbe server = stage.probe().orElse(null);
        @Nullable Path data = stage.data().orElse(null);
        long loop = stage.swarm().loopCpuNanos();
        CpuReading generator = ProcessProbe.self().cpu();
        return new Reading(System.nanoTime(), server == null ? null : server.cpu(), generator,
                loop, server == null ? OptionalLong.empty() : server.writtenBytes(),
                data == null ? OptionalLong.empty() : Machine.flushes(data),
                Machine.busyNanos());
    }
}
