package im.throng.fault;

import static org.awaitility.Awaitility.await;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server as a process of its own, started as a user would start it.
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1):(\\d+)");
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final Path out;
    private final Path err;
    private int port;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// What to start: the folder of the data, more arguments for the JVM, settings that differ
    /// from those that make a server quick to test, and the command that starts it, if any.
    public record Plan(Path data, List<String> jvm, Map<String, String> settings,
            List<String> starter) {

        /// Returns the plan of a server on this folder, at a port that is free.
        public static Plan on(Path data) {
            return new Plan(data, List.of(), Map.of(), List.of());
        }

        Plan with(String key, String value) {
            var more = new HashMap<>(settings);
            more.put(key, value);
            return new Plan(data, jvm, more, starter);
        }

        /// The same at a certain port.
        public Plan at(int port) {
            return with("listen.port", Integer.toString(port));
        }

        Plan withJvm(String... arguments) {
            return new Plan(data, List.of(arguments), settings, starter);
        }

        /// The command becomes the server: it starts what follows it in its own place.
        Plan startedBy(List<String> command) {
            return new Plan(data, jvm, settings, command);
        }
    }

    /// Starts a server and waits until it says that it is ready.
    public static ServerProcess ready(Plan plan) {
        var server = start(plan);
        await().atMost(START).pollInterval(Duration.ofMillis(20)).until(
                () -> !server.process.isAlive() || READY.matcher(server.output()).find());
        var ready = READY.matcher(server.output());
        if (!ready.find()) {
            throw new AssertionError("the server did not start: " + server.output()
                    + server.errors());
        }
        server.port = Integer.parseInt(ready.group(1));
        return server;
    }

    /// Starts a server without waiting.
    static ServerProcess start(Plan plan) {
        var settings = new HashMap<>(TestServer.cheapSettings());
        settings.put("listen.port", "0");
        settings.putAll(plan.settings());
        var arguments = new ArrayList<>(List.of("--data", plan.data().toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return start(plan.starter(), plan.jvm(), arguments);
    }

    /// Starts the program with exactly these arguments.
    static ServerProcess start(List<String> jvm, List<String> arguments) {
        return start(List.of(), jvm, arguments);
    }

    private static ServerProcess start(List<String> starter, List<String> jvm,
            List<String> arguments) {
        var command = new ArrayList<>(starter);
        command.addAll(java(jvm));
        command.add("im.throng.server.Main");
        command.addAll(arguments);
        try {
            var out = Files.createTempFile("throng-server", ".out");
            var err = Files.createTempFile("throng-server", ".err");
            var builder = new ProcessBuilder(command)
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("THRONG"));
            return new ServerProcess(builder.start(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns a command that starts this JVM with these arguments and the tests' class path.
    static List<String> java(List<String> jvm) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    public int port() {
        return port;
    }

    NativeClient open() {
        return new NativeClient(RawConnection.open(port));
    }

    /// Returns all it has written on its standard output.
    String output() {
        return read(out);
    }

    /// Returns all it has written on its standard error.
    String errors() {
        return read(err);
    }

    /// Returns what its open descriptors lead to, sorted.
    List<String> descriptors() {
        return descriptors(Long.toString(process.pid()));
    }

    /// Returns what the open descriptors of a process lead to, sorted.
    static List<String> descriptors(String pid) {
        try (var entries = Files.list(Path.of("/proc", pid, "fd"))) {
            return entries.map(ServerProcess::target).filter(target -> !target.isEmpty())
                    .sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /// Has it collect its garbage, so that a leak detector sees what was lost.
    void collectGarbage() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var exit = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().onExit().get(20, TimeUnit.SECONDS).exitValue();
            if (exit != 0) {
                throw new AssertionError("jcmd ended with " + exit);
            }
        } catch (Exception failure) {
            throw new AssertionError("jcmd", failure);
        }
    }

    /// Returns how much processor time it has used.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Kills it where it stands.
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// Asks it to stop, and waits until it has.
    int stop() {
        process.destroy();
        return awaitExit();
    }

    /// Waits until it ends and returns its exit code.
    int awaitExit() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end: " + output() + errors());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        return process.exitValue();
    }

    /// Registers somebody.
    Person register(long id, String password) {
        try (var client = open()) {
            client.ask("account.register", Json.object(
                    "userId", id, "userPwd", password, "userName", "user " + id));
            return new Person(id, password, "user " + id);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
