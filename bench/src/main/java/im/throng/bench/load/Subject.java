package im.throng.bench.load;

import im.throng.bench.probe.ProcessProbe;
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
        return start(new Launch(newFolder(Path.of(System.getProperty("java.io.tmpdir"))),
                List.of(), List.of(), settings));
    }

    /// How a server is started.
    ///
    /// @param data       the folder of its data, which is deleted at the end
    /// @param prefix     what stands before its command
    /// @param jvmOptions more options for its JVM
    /// @param settings   keys and values over the defaults
    public record Launch(Path data, List<String> prefix, List<String> jvmOptions,
                         Map<String, String> settings) {
        /// Keeps its own copies.
        public Launch {
            prefix = List.copyOf(prefix);
            jvmOptions = List.copyOf(jvmOptions);
            settings = Map.copyOf(settings);
        }
    }

    /// Makes a folder for a server's data.
    public static Path newFolder(Path parent) {
        try {
            return Files.createTempDirectory(parent, "throng-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a server, and waits until it is ready.
    public static Subject start(Launch launch) {
        try {
            List<String> arguments = new ArrayList<>(List.of("--port", "0", "--bind", "127.0.0.1",
                    "--data", launch.data().toString()));
            launch.settings().forEach((key, value) -> arguments.addAll(
                    List.of("--set", key + "=" + value)));
            List<String> command = new ArrayList<>(launch.prefix());
            command.addAll(Program.server(launch.jvmOptions(), arguments));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new Subject(process, launch.data(), awaitPort(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns what the kernel says of it.
    public ProcessProbe probe() {
        return new ProcessProbe(process.pid());
    }

    /// Returns the folder of its data.
    public Path data() {
        return data;
    }

    /// Returns where it listens.
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Returns the processor time it has used so far, user and system, in microseconds, in steps
    /// of 10,000.
    public long cpuMicros() {
        return TimeUnit.NANOSECONDS.toMicros(probe().cpu().tickNanos());
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
        delete(data);
    }

    /// Takes what it says later, or it would wait for that.
    private static void readToEnd(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // It is not looked at.
            }
        } catch (IOException closed) {
            // Then it has ended.
        }
    }

    /// Deletes a folder and all that is in it.
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int awaitPort(Process process) throws IOException {
        var out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().name("subject").start(() -> readToEnd(out));
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new IllegalStateException("the server did not start");
    }
}
