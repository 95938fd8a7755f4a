package im.throng.bench.load;

import im.throng.bench.probe.JvmProbe;
import im.throng.bench.probe.ProcessProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server that is measured: a process of its own, with its data in a temporary folder.
///
/// Threading: used by one thread.
public final class Subject implements Host {

    private static final Pattern READY = Pattern.compile("ready on [^ ]*:\\d+");
    private static final String RECORDING = "-XX:StartFlightRecording";
    private static final int STOP_SECONDS_MAX = 60;
    private static final int START_SECONDS_MAX = 60;
    private static final int SAID_MAX = 2000;
    private static final int QUIET_PORT_MIN = 20_000;
    private static final int QUIET_PORTS = 10_000;

    private final List<String> command;
    private final Path data;
    private final int port;
    private final boolean recorded;
    private Process process;

    private Subject(List<String> command, Path data, int port) throws IOException {
        this.command = List.copyOf(command);
        this.recorded = command.stream().anyMatch(word -> word.startsWith(RECORDING));
        this.data = data;
        this.port = port;
        this.process = launch();
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
            int port = quietPort();
            List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port),
                    "--bind", "127.0.0.1", "--data", launch.data().toString()));
            launch.settings().forEach((key, value) -> arguments.addAll(
                    List.of("--set", key + "=" + value)));
            List<String> command = new ArrayList<>(launch.prefix());
            command.addAll(Program.server(launch.jvmOptions(), arguments));
            var subject = new Subject(command, launch.data(), port);
            subject.awaitReady();
            return subject;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills it where it stands (SIGKILL) and waits until it is gone.
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server survived a kill");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Starts it again where it was, with the same data, and waits until it is ready.
    ///
    /// @throws IllegalStateException if it does not start
    public void restart() {
        try {
            process = launch();
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it again and kills it some time later, ready or not.
    public void restartInVain(Duration lifetime) {
        try {
            process = launch();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            listenTo(out);
            process.waitFor(lifetime.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    @Override
    public ProcessProbe probe() {
        return new ProcessProbe(process.pid());
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        if (recorded) {
            new JvmProbe(process.pid()).endRecording();
        }
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

    /// Takes what it says later, or it would wait for that. A read of a pipe occupies the carrier
    /// of a virtual thread: with one core there would be none left for all the others.
    private static void listenTo(BufferedReader out) {
        Thread.ofPlatform().daemon().name("subject").start(() -> readToEnd(out));
    }

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

    private Process launch() throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void awaitReady() throws IOException {
        Process starting = process;
        var ready = new AtomicBoolean();
        CompletableFuture.delayedExecutor(START_SECONDS_MAX, TimeUnit.SECONDS).execute(() -> {
            if (!ready.get()) {
                starting.destroyForcibly();
            }
        });
        BufferedReader out = starting.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (READY.matcher(line).find()) {
                ready.set(true);
                listenTo(out);
                return;
            }
            if (said.length() < SAID_MAX) {
                said.append('\n').append(line);
            }
        }
        throw new IllegalStateException("the server did not start:" + said);
    }

    /// Returns a free port outside the range of those that outgoing connections take, so that
    /// nobody has it when the server comes back.
    static int quietPort() throws IOException {
        int first = (int) (ProcessHandle.current().pid() % QUIET_PORTS);
        for (int i = 0; i < QUIET_PORTS; i++) {
            int candidate = QUIET_PORT_MIN + (first + i) % QUIET_PORTS;
            try (var probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
                return candidate;
            } catch (BindException taken) {
                // The next one may be free.
            }
        }
        throw new BindException("there is no free port");
    }
}
