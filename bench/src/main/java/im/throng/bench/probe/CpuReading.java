package im.throng.bench.probe;

import java.util.Map;

/// The processor time of a process up to one moment.
///
/// @param nanosByTask time on a core of each thread that lives, by its id; empty if the kernel
///                    does not tell it
/// @param tickNanos   time of all threads, also of those that ended, in steps of 10 ms
public record CpuReading(Map<Long, Long> nanosByTask, long tickNanos) {

    /// Two readings in ticks may differ by this much from the truth.
    private static final long TICK_ERROR_NANOS = 20_000_000;

    /// Keeps its own copy.
    public CpuReading {
        nanosByTask = Map.copyOf(nanosByTask);
    }

    /// Returns what was used from this reading to a later one, in nanoseconds. It is exact if
    /// no thread ended meanwhile; otherwise the ticks may be nearer to the truth.
    public long nanosUntil(CpuReading later) {
        long ticks = later.tickNanos - tickNanos;
        if (nanosByTask.isEmpty() || later.nanosByTask.isEmpty()) {
            return ticks;
        }
        long exact = 0;
        for (Map.Entry<Long, Long> task : later.nanosByTask.entrySet()) {
            exact += task.getValue() - nanosByTask.getOrDefault(task.getKey(), 0L);
        }
        return Math.max(exact, ticks - TICK_ERROR_NANOS);
    }

    /// Returns where the time comes from, for the report.
    public String source() {
        return nanosByTask.isEmpty() ? "/proc/PID/stat, ticks of 10 ms"
                : "/proc/PID/task/*/schedstat, nanoseconds";
    }
}
