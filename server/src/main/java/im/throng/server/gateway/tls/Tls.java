package im.throng.server.gateway.tls;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.LoopLane;
import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Meters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// TLS for the connections of the port, if it is switched on.
///
/// What takes long in a handshake is carried out by a few threads of its own, so that those who
/// are connected do not wait for those who come.
///
/// Threading: any thread; connections are begun on their event loop.
public final class Tls implements AutoCloseable {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final TlsConfig config;
    private final @Nullable Certificates certificates;
    private final Map<LoopLane, Handshakes> handshakes = new ConcurrentHashMap<>();
    private final ExecutorService tasks;
    private final LongAdder connections = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final Counter done;
    private final Counter failed;

    private Tls(TlsConfig config, @Nullable Certificates certificates, Meters meters) {
        this.config = config;
        this.certificates = certificates;
        // What waits for these is bounded by the handshakes that may go on.
        this.tasks = Executors.newFixedThreadPool(THREADS,
                Thread.ofPlatform().name("tls-", 0).daemon().factory());
        this.done = handshakes(meters, "done");
        this.failed = handshakes(meters, "failed");
        meters.gauge("throng_tls_connections", "Connections by TLS.", connections::sum);
        meters.gauge("throng_tls_handshakes_waiting", "Handshakes that wait for their turn.",
                waiting::sum);
        if (certificates != null) {
            meters.gauge("throng_tls_certificate_expiry_timestamp_seconds",
                    "When the certificate ends, in seconds since the epoch.",
                    () -> certificates.expires().getEpochSecond());
        }
    }

    private static Counter handshakes(Meters meters, String outcome) {
        return meters.counter("throng_tls_handshakes", "Handshakes that ended, and how.",
                "outcome", outcome);
    }

    /// Reads the certificate, or makes one that signs itself; does nothing if TLS is off.
    ///
    /// @param random a cryptographically strong source
    /// @throws TlsException if it cannot be used
    public static Tls open(TlsConfig config, InstantSource clock, SecureRandom random,
                           Meters meters) throws TlsException {
        TlsConfig.Files files = config.files();
        if (files == null) {
            return new Tls(config, null, meters);
        }
        if (files.selfSigned()) {
            SelfSigned.ensure(files, clock, random);
        }
        return new Tls(config, new Certificates(files, config.reload(), clock), meters);
    }

    /// Makes sure that the files can be used, if there are to be any.
    ///
    /// @throws TlsException if they cannot
    public static void check(TlsConfig config) throws TlsException {
        TlsConfig.Files files = config.files();
        if (files != null && !files.selfSigned()) {
            KeyPairFiles.read(files);
        }
    }

    /// Tells whether it is switched on.
    public boolean isOn() {
        return certificates != null;
    }

    /// Returns the SHA-256 of the certificate in use, as `AB:CD:…`; empty if TLS is off.
    public Optional<String> fingerprint() {
        return Optional.ofNullable(certificates).map(Certificates::fingerprint);
    }

    /// Tells whether somebody may come without TLS.
    ///
    /// @param isTrustedProxy whether it is a proxy that is trusted
    public boolean allowsPlain(@Nullable SocketAddress peer, boolean isTrustedProxy) {
        return switch (config.plain()) {
            case ALLOW -> true;
            case LOOPBACK -> isTrustedProxy || (peer instanceof InetSocketAddress inet
                    && inet.getAddress().isLoopbackAddress());
            case REFUSE -> false;
        };
    }

    /// Goes on by TLS: what is said inside reaches the handler as if it had been said without.
    ///
    /// @param context of the handler that is to read what is inside; it stays where it is
    /// @param first   the bytes read so far; taken over
    public void begin(ChannelHandlerContext context, ClientConnection connection, ByteBuf first) {
        Handshakes ofLoop = handshakes.computeIfAbsent(connection.lane(),
                _ -> new Handshakes(Math.max(1, config.handshakesMax() / THREADS),
                        context.executor(), connection.surroundings().nanoTime()));
        connection.secure();
        connections.increment();
        context.channel().closeFuture().addListener(_ -> connections.decrement());
        new TlsHandler(this, ofLoop, connection.surroundings().config().firstFrame())
                .begin(context, first);
    }

    /// Lets go of the certificate and the threads; nobody may begin any more.
    @Override
    public void close() {
        if (certificates != null) {
            certificates.close();
        }
        tasks.shutdown();
    }

    SslHandler handler(ByteBufAllocator allocator) {
        return Objects.requireNonNull(certificates).handler(allocator, tasks);
    }

    /// Counts handshakes that wait, or wait no longer.
    void waits(int more) {
        waiting.add(more);
    }

    void ended(boolean wellDone) {
        (wellDone ? done : failed).add(1);
    }
}
