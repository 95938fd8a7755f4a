package im.throng.server.storage.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/// A real Redis as a child process, with its data in a folder of its own that outlives a kill.
///
/// Threading: one thread.
public final class RedisProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    /// Below the ports that the system gives to clients.
    private static final int PORT_FROM = 20_000;
    private static final int PORT_TO = 32_000;

    private final Path folder = TestServer.newFolder();
    private final int port = freePort();
    private final List<String> command;
    private @Nullable Process process;

    private RedisProcess(String... settings) {
        try {
            command = new ArrayList<>(List.of(
                    ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getPath(),
                    "--port", Integer.toString(port), "--bind", "127.0.0.1",
                    "--dir", folder.toString(), "--save", "", "--appendonly", "yes",
                    "--appendfsync", "always"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        command.addAll(List.of(settings));
    }

    /// Starts a Redis with these words of its command line in addition.
    public static RedisProcess started(String... settings) {
        var redis = new RedisProcess(settings);
        redis.start();
        return redis;
    }

    /// Starts it, and waits until it answers.
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await().atMost(START).pollInterval(Duration.ofMillis(20)).until(this::answers);
    }

    /// Kills it where it stands.
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
            process = null;
        }
    }

    /// Returns its address for the server's configuration.
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        kill();
        TestServer.deleteFolder(folder);
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORT_FROM, PORT_TO);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Then another one.
            }
        }
    }
}
