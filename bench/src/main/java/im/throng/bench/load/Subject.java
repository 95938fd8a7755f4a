package im.throng.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server that is measured: a process of its own, with its data in a temporary folder.
///
/// Threading: used by one thread.
public final class Subject implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready on [^ ]*:(\\d+)");
    private static final int STOP_SECONDS_MAX = 60;
    private static final int START_SECONDS_MAX = 60;
    private static final int SAID_MAX = 2000;
    private static final int QUIET_PORT_MIN = 20_000;
    private static final int QUIET_PORTS = 10_000;
    /// The clock of /proc has a hundred ticks a second on every Linux.
    private static final long MICROS_PER_TICK = 10_000;
    /// How many fields stand before the two of processor time.
    private static final int USER_TICKS = 11;

    private final List<String> command;
    private final Path data;
    private Process process;
    private int port;

    private Subject(List<String> command, Path data) throws IOException {
        this.command = command;
        this.data = data;
        this.port = quietPort();
        this.process = launch();
    }

    /// Starts the server that lies beside this program, and waits until it is ready.
    ///
    /// @param settings keys and values over the defaults
    public static Subject start(Map<String, String> settings) {
        return start(packaged(), settings);
    }

    /// Starts a server and waits until it is ready.
    ///
    /// @param program  what the JVM is to run, as its arguments
    /// @param settings keys and values over the defaults
    /// @throws IllegalStateException if it does not start
    public static Subject start(List<String> program, Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("throng-bench");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders"));
            command.addAll(program);
            command.addAll(List.of("--bind", "127.0.0.1", "--data", data.toString()));
            settings.forEach((key, value) -> command.addAll(
                    List.of("--set", key + "=" + value)));
            var subject = new Subject(command, data);
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
            drain(process);
            process.waitFor(lifetime.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
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

    private static List<String> packaged() {
        Path own = Path.of(Subject.class.getProtectionDomain().getCodeSource().getLocation()
                .getPath());
        Path jar = own.resolveSibling("throng-server.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("there is no " + jar);
        }
        return List.of("-jar", jar.toString());
    }

    private Process launch() throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--port", Integer.toString(port)));
        var builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("THRONG_"));
        return builder.start();
    }

    private void awaitReady() throws IOException {
        Process starting = process;
        var ready = new AtomicBoolean();
        CompletableFuture.delayedExecutor(START_SECONDS_MAX, TimeUnit.SECONDS).execute(() -> {
            if (!ready.get()) {
                starting.destroyForcibly();
            }
        });
        var out = starting.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = READY.matcher(line);
            if (matcher.find()) {
                ready.set(true);
                port = Integer.parseInt(matcher.group(1));
                drain(starting);
                return;
            }
            if (said.length() < SAID_MAX) {
                said.append('\n').append(line);
            }
        }
        throw new IllegalStateException("the server did not start:" + said);
    }

    /// Reads what it says from now on: it must not wait for a reader.
    private static void drain(Process process) {
        Thread.ofVirtual().name("subject-output").start(() -> {
            try {
                process.inputReader(StandardCharsets.UTF_8)
                        .transferTo(Writer.nullWriter());
            } catch (IOException ended) {
                // Then it says no more.
            }
        });
    }

    /// Returns a free port outside the range of those that outgoing connections take, so that
    /// nobody has it when the server comes back.
    private static int quietPort() throws IOException {
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
