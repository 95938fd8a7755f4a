package im.throng.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server that is measured: a process of its own, with its data in a temporary folder.
///
/// Threading: used by one thread.
public final class Subject implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready on [^ ]*:(\\d+)");
    private static final int STOP_SECONDS_MAX = 60;
    /// The clock of /proc has a hundred ticks a second on every Linux.
    private static final long MICROS_PER_TICK = 10_000;
    /// How many fields stand before the two of processor time.
    private static final int USER_TICKS = 11;

    private final Process process;
    private final Path data;
    private final int port;

    private Subject(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /// Starts the server that lies beside this program, and waits until it is ready.
    ///
    /// @param settings keys and values over the defaults
    public static Subject start(Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("throng-bench");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders",
                    "-jar", jar().toString(), "--port", "0", "--bind", "127.0.0.1", "--data",
                    data.toString()));
            settings.forEach((key, value) -> command.addAll(
                    List.of("--set", key + "=" + value)));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new Subject(process, data, awaitPort(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns where it listens.
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Returns the processor time it has used so far, user and system, in microseconds.
    public long cpuMicros() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The name in brackets may hold spaces.
            var fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 2));
            for (int i = 0; i < USER_TICKS; i++) {
                fields.nextToken();
            }
            long user = Long.parseLong(fields.nextToken());
            long system = Long.parseLong(fields.nextToken());
            return (user + system) * MICROS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops it and deletes its data.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path own = Path.of(Subject.class.getProtectionDomain().getCodeSource().getLocation()
                .getPath());
        Path jar = own.resolveSibling("throng-server.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("there is no " + jar);
        }
        return jar;
    }

    private static int awaitPort(Process process) throws IOException {
        var out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new IllegalStateException("the server did not start");
    }
}
