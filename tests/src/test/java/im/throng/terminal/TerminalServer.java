package im.throng.terminal;

import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A quick real server for tests of the terminal programs, which can be away for a while.
final class TerminalServer implements AutoCloseable {

    private final Path data;
    private Server server;
    private int port;

    TerminalServer(Path data) throws IOException {
        this.data = data;
        this.server = start();
        this.port = server.port();
    }

    int port() {
        return port;
    }

    /// Stops it; its port stays its own.
    void stop() {
        server.close();
    }

    /// Starts it again on the same port and data.
    void again() throws IOException {
        server = start();
        port = server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private Server start() throws IOException {
        return Server.start(ServerConfig.of(Map.of(
                "listen.port", Integer.toString(port),
                "listen.bind", "127.0.0.1",
                "data.directory", data.toString(),
                "accounts.argon2-memory-kib", "64",
                "accounts.argon2-iterations", "1",
                "presence.gather-ms", "20",
                "presence.offline-after-ms", "200")));
    }
}
