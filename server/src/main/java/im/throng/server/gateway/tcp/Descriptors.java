package im.throng.server.gateway.tcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How many connections the process has descriptors for.
final class Descriptors {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String LINE = "Max open files";
    /// For what is opened later: readers of the database, temporary files, libraries.
    private static final int RESERVE = 64;
    private static final int UNKNOWN = 1_000_000;

    private Descriptors() {}

    /// Returns how many connections may be opened beside what is open now, without the reserve;
    /// where the system does not tell, a million.
    static int left() {
        try (Stream<String> lines = Files.lines(LIMITS); Stream<Path> open = Files.list(OPEN)) {
            String soft = lines.filter(line -> line.startsWith(LINE)).findFirst()
                    .map(line -> line.substring(LINE.length()).strip().split("\\s+", -1)[0])
                    .orElse("unlimited");
            return soft.equals("unlimited") ? UNKNOWN
                    : left(Long.parseLong(soft), open.count());
        } catch (IOException | NumberFormatException untold) {
            return UNKNOWN;
        }
    }

    /// At least half of what is free, where that is little.
    private static int left(long limit, long open) {
        long free = Math.max(2, limit - open);
        return (int) Math.min(UNKNOWN, free - Math.min(RESERVE, free / 2));
    }
}
