package im.throng.bench.load;

import im.throng.bench.probe.Cores;
import im.throng.bench.probe.ProcessProbe;
import im.throng.bench.probe.Tool;
import im.throng.bench.resp.Resp;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Redis that is measured beside our server: it stores nothing, and throws nobody out.
///
/// Threading: used by one thread.
public final class RedisServer implements Host {

    private static final String NAME = "redis-server";
    /// As whoever wants speed would have it. Connections come from several loopback addresses,
    /// which the protected mode would refuse.
    private static final List<String> SETTINGS = List.of("--save", "", "--appendonly", "no",
            "--client-output-buffer-limit", "pubsub", "0", "0", "0", "--protected-mode", "no",
            "--loglevel", "warning", "--bind", "127.0.0.1");
    private static final int SPARE_CLIENTS = 100;
    private static final int ANSWER_MS_MAX = 1000;
    private static final int STOP_SECONDS_MAX = 20;
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final Path data;
    private final int port;

    private RedisServer(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /// Returns the program: the one named, or else the one on the PATH.
    public static Optional<Path> find(@Nullable Path named) {
        if (named != null) {
            return Optional.of(named).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return List.of(path.split(File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, NAME)).filter(Files::isExecutable).findFirst();
    }

    /// Returns what a program says of its version.
    public static String version(Path program) {
        return Tool.output(List.of(program.toString(), "--version")).map(String::strip)
                .orElse("unknown");
    }

    /// Returns the settings it is started with, as they would stand in its configuration.
    public static String settings() {
        var text = new StringBuilder();
        for (String word : SETTINGS) {
            if (word.startsWith("--")) {
                text.append(text.isEmpty() ? "" : ", ").append(word.substring(2));
            } else {
                text.append(' ').append(word.isEmpty() ? "\"\"" : word);
            }
        }
        return text.toString();
    }

    /// Starts it, and waits until it answers.
    ///
    /// @param parent  where the folder of its data is made
    /// @param clients how many will be connected
    static RedisServer start(Path program, Path parent, int clients, boolean pinned) {
        Path data = Subject.newFolder(parent);
        try {
            int port = Subject.quietPort();
            List<String> command = new ArrayList<>(pinned ? Cores.serverPrefix() : List.of());
            command.add(program.toString());
            command.addAll(SETTINGS);
            command.addAll(List.of("--port", Integer.toString(port), "--dir", data.toString(),
                    "--maxclients", Integer.toString(clients + SPARE_CLIENTS)));
            Path log = data.resolve("redis.log");
            var server = new RedisServer(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start(), data, port);
            server.awaitAnswer(log);
            return server;
        } catch (IOException e) {
            Subject.delete(data);
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long until = System.nanoTime() + START_MAX.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - until > 0) {
                String said = Files.readString(log);
                close();
                throw new IllegalStateException("Redis did not start: " + said.strip());
            }
            Pause.of(POLL);
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(address(), ANSWER_MS_MAX);
            socket.setSoTimeout(ANSWER_MS_MAX);
            socket.getOutputStream().write(Resp.command("PING"));
            return socket.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public ProcessProbe probe() {
        return new ProcessProbe(process.pid());
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Subject.delete(data);
    }
}
