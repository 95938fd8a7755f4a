package im.throng.server.wiring;

import im.throng.server.config.ConfigException;
import im.throng.server.config.ServerConfig;
import im.throng.server.gateway.Addresses;
import im.throng.server.gateway.GatewayMeters;
import im.throng.server.gateway.Pages;
import im.throng.server.gateway.SessionRates;
import im.throng.server.gateway.Surroundings;
import im.throng.server.gateway.Turnstile;
import im.throng.server.gateway.dialect.UndecidedDialect;
import im.throng.server.gateway.http.HttpDoor;
import im.throng.server.gateway.tcp.TcpDoor;
import im.throng.server.gateway.tls.Tls;
import im.throng.server.gateway.tls.TlsException;
import im.throng.server.storage.DataDirectory;
import im.throng.server.storage.jdbc.Database;
import im.throng.server.storage.jdbc.SqlStorage;
import im.throng.server.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running server: everything built from the configuration, in order, and stopped in the order
/// turned round.
///
/// Threading: started and closed by one thread at a time.
public final class Server implements AutoCloseable {

    private final Parts parts;
    private final CompletableFuture<Throwable> death;
    private final Duration drainAnnounce;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(Parts parts, CompletableFuture<Throwable> death, Duration drainAnnounce) {
        this.parts = parts;
        this.death = death;
        this.drainAnnounce = drainAnnounce;
    }

    /// Builds and starts a server.
    ///
    /// @throws ConfigException if the certificate cannot be used
    /// @throws im.throng.server.storage.StorageException if the data directory cannot be used
    /// @throws IOException if the address cannot be listened on
    public static Server start(ServerConfig config) throws IOException {
        var random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        var death = new CompletableFuture<Throwable>();
        try (var undo = new Undo()) {
            Telemetry telemetry = undo.add(new Telemetry());
            DataDirectory directory = undo.add(DataDirectory.open(config.dataDirectory()));
            byte[] tokenKey = directory.tokenKey(random);
            SqlStorage storage = undo.add(new SqlStorage(Database.open(directory.database()),
                    config.storage(), clock, telemetry, death::complete));
            UserStorage users = undo.add(
                    UserStorage.open(config.users(), storage, clock, telemetry));
            var rates = new SessionRates(config.gateway().rates(), System.nanoTime());
            Features features = undo.add(new Features(config, storage, users.users(), tokenKey,
                    new WriteRates(rates), new Basis(clock, random, telemetry)));
            Turnstile turnstile = undo.add(new Turnstile());
            var around = new Surroundings(config.gateway(),
                    features.sessions(), features.entrance(), rates,
                    new Addresses(config.gateway(), System::nanoTime), turnstile, new Pages(),
                    System::nanoTime, new GatewayMeters(telemetry),
                    connection -> new UndecidedDialect(connection, features.dispatcher(),
                            features.classicDispatcher()));
            var figures = new ServerFigures(telemetry);
            Tls tls = undo.add(tls(config, clock, random, telemetry));
            TcpDoor door = undo.add(TcpDoor.open(
                    new InetSocketAddress(config.bind(), config.port()), around,
                    HttpDoor.create(config.gateway(), features.briefDispatcher(), figures,
                            clock), tls, random));
            undo.forget();
            figures.ready(true);
            return new Server(new Parts(telemetry, directory, storage, users, features,
                    turnstile, tls, door, figures), death, config.gateway().drainAnnounce());
        }
    }

    /// Makes sure of what can be made sure of without starting: that the files named can be used.
    ///
    /// @throws ConfigException if they cannot
    public static void check(ServerConfig config) {
        try {
            Tls.check(config.tls());
        } catch (TlsException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static Tls tls(ServerConfig config, InstantSource clock, SecureRandom random,
                           Telemetry telemetry) {
        try {
            return Tls.open(config.tls(), clock, random, telemetry);
        } catch (TlsException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /// Returns the SHA-256 of the certificate in use, as `AB:CD:…`; empty if TLS is off.
    public Optional<String> tlsFingerprint() {
        return parts.tls.fingerprint();
    }

    /// Returns the port it listens on.
    public int port() {
        return parts.door.address().getPort();
    }

    /// Returns the address it listens on.
    public InetSocketAddress address() {
        return parts.door.address();
    }

    /// Returns how many connections there are.
    public int connections() {
        return parts.door.connections();
    }

    /// Returns how many users are connected, the invisible too.
    public int users() {
        return parts.features.sessions().users();
    }

    /// Returns what is watched of it, as text for Prometheus; takes some milliseconds.
    public String metrics() {
        return parts.figures.metrics();
    }

    /// Completes if the server cannot go on, with the reason.
    public CompletionStage<Throwable> death() {
        return death;
    }

    /// Sends everybody away with a word, stores what was accepted, and stops; the second time it
    /// does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        parts.figures.ready(false);
        if (!death.isDone()) {
            awaitAnnounced();
        }
        parts.door.drain();
        parts.turnstile.close();
        parts.features.close();
        parts.users.close();
        parts.storage.close();
        parts.door.close();
        parts.tls.close();
        parts.directory.close();
        parts.telemetry.close();
    }

    /// Leaves those who spread clients over servers the time to notice that it is not ready.
    private void awaitAnnounced() {
        var never = new CompletableFuture<Void>();
        never.completeOnTimeout(null, drainAnnounce.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /// What was built, in this order.
    private record Parts(Telemetry telemetry, DataDirectory directory, SqlStorage storage,
                         UserStorage users, Features features, Turnstile turnstile,
                         Tls tls, TcpDoor door, ServerFigures figures) {}
}
