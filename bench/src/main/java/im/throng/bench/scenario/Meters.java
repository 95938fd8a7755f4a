package im.throng.bench.scenario;

import im.throng.bench.load.Stage;
import im.throng.bench.probe.CpuReading;
import im.throng.bench.probe.Machine;
import im.throng.bench.probe.ProcessProbe;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What server and generator used in one window.
///
/// Threading: used by one thread.
final class Meters {

    private final Stage stage;
    private final Reading begun;
    private @Nullable Reading ended;

    private record Reading(long nanos, @Nullable CpuReading server, CpuReading generator,
                           long loopNanos, OptionalLong written, OptionalLong flushes) {}

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
                data == null ? OptionalLong.empty() : Machine.flushes(data));
    }
}
