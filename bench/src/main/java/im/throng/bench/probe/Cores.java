package im.throng.bench.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Keeps the server and the generator on cores of their own.
public final class Cores {

    /// Where a server of our own runs.
    public static final int SERVER = 0;
    /// Where the generator runs.
    public static final int GENERATOR = 1;
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final int TRIES = 5;

    private Cores() {}

    /// Tells whether there are two cores and a way to keep processes on them.
    public static boolean arePossible() {
        return Tool.output(List.of("taskset", "-c", SERVER + "," + GENERATOR, "true")).isPresent()
                && Tool.output(List.of("taskset", "-c", "" + GENERATOR, "true")).isPresent();
    }

    /// Returns what stands before a command that is to run on the server's core.
    public static List<String> serverPrefix() {
        return List.of("taskset", "-c", "" + SERVER);
    }

    /// Moves this process with all its threads to the generator's core, and returns whether that
    /// succeeded.
    public static boolean keepGenerator() {
        long pid = ProcessHandle.current().pid();
        for (int i = 0; i < TRIES && !isKept(pid); i++) {
            // It fails if a thread ends meanwhile.
            Tool.output(List.of("taskset", "-a", "-p", "-c", "" + GENERATOR, "" + pid));
        }
        return isKept(pid);
    }

    private static boolean isKept(long pid) {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(
                Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                if (!isKept(task)) {
                    return false;
                }
            }
            return true;
        } catch (IOException notLinux) {
            return false;
        }
    }

    private static boolean isKept(Path task) {
        try {
            return Files.readAllLines(task.resolve("status")).stream().anyMatch(line ->
                    line.startsWith(ALLOWED) && line.substring(ALLOWED.length()).strip()
                            .equals("" + GENERATOR));
        } catch (IOException ended) {
            return true;
        }
    }
}
