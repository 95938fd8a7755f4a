package im.throng.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/// What `/proc` says of one process.
///
/// Threading: any thread.
///
/// @param pid its id
public record ProcessProbe(long pid) {

    /// The clock of /proc has a hundred ticks a second on every Linux.
    private static final long NANOS_PER_TICK = 10_000_000;
    /// How many fields stand before the two of processor time.
    private static final int USER_TICKS = 11;
    private static final int BYTES_PER_KIB = 1024;

    /// Returns a probe of this very process.
    public static ProcessProbe self() {
        return new ProcessProbe(ProcessHandle.current().pid());
    }

    /// Reads the processor time used so far.
    public CpuReading cpu() {
        try {
            return new CpuReading(tasks(), ticks() * NANOS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the memory that is its own in RAM, in bytes: its resident set.
    public long residentBytes() {
        return lineOf("smaps_rollup", "Rss:").orElseGet(
                () -> lineOf("status", "VmRSS:").orElseThrow()) * BYTES_PER_KIB;
    }

    /// Returns how many bytes it has had written to the disk; empty if that may not be read.
    public OptionalLong writtenBytes() {
        return lineOf("io", "write_bytes:");
    }

    private OptionalLong lineOf(String file, String name) {
        try {
            for (String line : Files.readAllLines(file(file))) {
                if (line.startsWith(name)) {
                    return OptionalLong.of(Long.parseLong(
                            new StringTokenizer(line.substring(name.length())).nextToken()));
                }
            }
            return OptionalLong.empty();
        } catch (IOException notForUs) {
            return OptionalLong.empty();
        }
    }

    private Map<Long, Long> tasks() throws IOException {
        Map<Long, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(file("task"))) {
            for (Path task : tasks) {
                readTask(task, nanos);
            }
        }
        return nanos;
    }

    private static void readTask(Path task, Map<Long, Long> nanos) {
        try {
            String text = Files.readString(task.resolve("schedstat"));
            nanos.put(Long.parseLong(task.getFileName().toString()),
                    Long.parseLong(new StringTokenizer(text).nextToken()));
        } catch (IOException ended) {
            // Then it used nothing that can be read; the ticks hold it.
        }
    }

    private long ticks() throws IOException {
        String stat = Files.readString(file("stat"));
        // The name in brackets may hold spaces.
        var fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 2));
        for (int i = 0; i < USER_TICKS; i++) {
            fields.nextToken();
        }
        return Long.parseLong(fields.nextToken()) + Long.parseLong(fields.nextToken());
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
