package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server in this process, on a port of its own, with its data in a temporary folder. As a
/// static extension it lives as long as its test class. Hashes are cheap, waits short and rates
/// off, unless a test wants it otherwise.
public final class TestServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private static final AtomicLong NEXT_ID = new AtomicLong(500_000);

    private final Map<String, String> settings;
    private @Nullable Server server;
    /// Whether native clients come by WebSocket.
    private boolean webSocket;

    private TestServer(Map<String, String> settings) {
        this.settings = settings;
    }

    /// Returns a server that is not started yet, with these keys and values in turn.
    public static TestServer with(String... keysAndValues) {
        var settings = new HashMap<>(cheapSettings());
        settings.put("data.directory", newFolder().toString());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new TestServer(settings);
    }

    /// Returns a server that runs, with these keys and values in turn.
    public static TestServer started(String... keysAndValues) {
        var server = with(keysAndValues);
        server.start();
        return server;
    }

    /// Returns the settings that make a server quick to test.
    public static Map<String, String> cheapSettings() {
        return Map.of(
                "listen.port", "0",
                "listen.bind", "127.0.0.1",
                "accounts.argon2-memory-kib", "64",
                "accounts.argon2-iterations", "1",
                "limits.requests-per-second", "0",
                "limits.sends-per-second", "0",
                "limits.all-per-second", "0",
                "limits.group-per-second", "0",
                "presence.gather-ms", "20",
                "presence.offline-after-ms", "200");
    }

    /// Returns an id that no test of this run has used.
    public static long unusedId() {
        return NEXT_ID.incrementAndGet();
    }

    public void start() {
        try {
            server = Server.start(ServerConfig.of(settings));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Stops the server and starts it on the same data.
    public void restart() {
        stop();
        start();
    }

    /// Starts it again on the same data, at the port where its clients look for it.
    public void startAt(int port) {
        settings.put("listen.port", Integer.toString(port));
        start();
    }

    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    public int port() {
        if (server == null) {
            throw new IllegalStateException("the server is not started");
        }
        return server.port();
    }

    /// Returns what is watched of it, as it is scraped.
    public String metrics() {
        if (server == null) {
            throw new IllegalStateException("the server is not started");
        }
        return server.metrics();
    }

    /// Returns the folder of its data.
    public Path data() {
        return Path.of(settings.getOrDefault("data.directory", ""));
    }

    /// Connects without saying anything.
    public RawConnection connect() {
        return RawConnection.open(port());
    }

    /// Connects in the native dialect, by the door of the test class, without a login.
    public NativeClient open() {
        return new NativeClient(webSocket ? RawConnection.openWebSocket(port()) : connect());
    }

    /// Connects in the classic dialect, without a login.
    public ClassicClient classic() {
        return new ClassicClient(connect());
    }

    /// Registers somebody with an id of their own.
    public Person newPerson() {
        return newPerson(unusedId());
    }

    /// Registers somebody with this id.
    public Person newPerson(long id) {
        return newPerson(id, "user " + id);
    }

    /// Registers somebody with this name.
    public Person newPerson(String name) {
        return newPerson(unusedId(), name);
    }

    private Person newPerson(long id, String name) {
        var person = new Person(id, "password-" + id, name);
        try (var client = open()) {
            client.ask("account.register", Json.object("userId", id,
                    "userPwd", person.password(), "userName", person.name()));
        }
        return person;
    }

    /// Logs a person in on a new connection.
    public NativeClient login(Person person) {
        var client = open();
        client.ask("account.login", person.credentials());
        return client;
    }

    /// Registers somebody and logs them in.
    public NativeClient loginNew() {
        return login(newPerson());
    }

    /// Logs a person in as a classic client.
    public ClassicClient classicLogin(Person person) {
        var client = classic();
        var answer = client.login(person.id(), person.password());
        assertThat(answer.path("code").intValue(-1)).as("%s", answer).isEqualTo(200);
        return client;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        webSocket = context.getRequiredTestClass().isAnnotationPresent(OverWebSocket.class);
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        stop();
        deleteFolder(data());
    }

    /// Returns a new empty folder.
    public static Path newFolder() {
        try {
            return Files.createTempDirectory("throng-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Deletes a folder and all that is in it.
    public static void deleteFolder(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes ignored)
                        throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
