package im.throng.server.gateway.tcp;

import im.throng.protocol.message.Farewell;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.GatewayConfig;
import im.throng.server.gateway.LoopLane;
import im.throng.server.gateway.Networks;
import im.throng.server.gateway.Surroundings;
import im.throng.server.gateway.Wire;
import im.throng.server.gateway.http.HttpDoor;
import im.throng.server.gateway.tls.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one port for all clients.
///
/// Threading: opened and closed by one thread; connections run on the event loops.
public final class TcpDoor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TcpDoor.class);
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();
    private static final int BACKLOG = 4096;
    /// Some pages of history: less would hold up who is hardly behind.
    private static final long SHARE_BYTES_MIN = 2 << 20;
    private static final long CLOSE_SECONDS_MAX = 3;
    /// When the server stops, its clients are told to come back one by one: at most so many in a
    /// second, and none sooner than this.
    private static final int RETURNS_PER_SECOND = 1_000;
    private static final long RETURN_MS_MIN = 500;
    private static final long POLL_NANOS = 5_000_000;

    private final EventLoopGroup loops;
    private final IdentityHashMap<EventExecutor, LoopLane> lanes;
    private final Channel listening;
    private final RandomGenerator random;

    private TcpDoor(EventLoopGroup loops, IdentityHashMap<EventExecutor, LoopLane> lanes,
                    Channel listening, RandomGenerator random) {
        this.loops = loops;
        this.lanes = lanes;
        this.listening = listening;
        this.random = random;
    }

    /// Opens the port.
    ///
    /// @param http takes over connections that speak HTTP
    /// @param tls  takes over connections that speak TLS, and decides who need not
    /// @throws IOException if the address cannot be had
    public static TcpDoor open(InetSocketAddress address, Surroundings around,
                               HttpDoor http, Tls tls, RandomGenerator random)
            throws IOException {
        Transport transport = Transport.best();
        EventLoopGroup loops = transport.loops(LOOPS, "loop");
        IdentityHashMap<EventExecutor, LoopLane> lanes = new IdentityHashMap<>();
        long share = Math.max(around.config().outboundTotal() / LOOPS, SHARE_BYTES_MIN);
        for (EventExecutor loop : loops) {
            lanes.put(loop, new LoopLane(loop, around.nanoTime(), share));
        }
        around.meters().watch(lanes.values());
        int outboundMax = around.config().outboundBytesMax();
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(outboundMax / 2, outboundMax))
                .handler(new Gate(connectionsMax(around.config())))
                .childHandler(new Entry(lanes, around, transport.wire(), http, tls))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(bound.cause());
        }
        log.info("listening on {} by {}", bound.channel().localAddress(), transport);
        return new TcpDoor(loops, lanes, bound.channel(), random);
    }

    private static int connectionsMax(GatewayConfig config) {
        int configured = config.crowd().connections();
        return configured > 0 ? configured : Descriptors.left();
    }

    /// Returns the address it listens on.
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /// Returns how many connections there are, whether logged in or not.
    public int connections() {
        return lanes.values().stream().mapToInt(lane -> ask(lane).size()).sum();
    }

    /// Lets nobody in any more, tells everybody to come back later, and waits for them to go.
    public void drain() {
        listening.close().awaitUninterruptibly();
        List<ClientConnection> connections = new ArrayList<>();
        lanes.values().forEach(lane -> connections.addAll(ask(lane)));
        long spreadMs = RETURN_MS_MIN
                + connections.size() * TimeUnit.SECONDS.toMillis(1) / RETURNS_PER_SECOND;
        for (ClientConnection connection : connections) {
            connection.end(Farewell.UNAVAILABLE, "the server is stopping",
                    RETURN_MS_MIN + random.nextLong(spreadMs));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS_MAX);
        while (connections() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /// Ends the event loops; what is still connected is cut.
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        for (LoopLane lane : lanes.values()) {
            ask(lane).forEach(connection -> lane.execute(connection::abort));
        }
        loops.shutdownGracefully(0, CLOSE_SECONDS_MAX, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /// Takes over a socket that was accepted.
    private static final class Entry extends ChannelInitializer<Channel> {

        private final IdentityHashMap<EventExecutor, LoopLane> lanes;
        private final Surroundings around;
        private final Wire wire;
        private final HttpDoor http;
        private final Tls tls;
        private final Networks proxies;

        Entry(IdentityHashMap<EventExecutor, LoopLane> lanes,
              Surroundings around, Wire wire,
              HttpDoor http, Tls tls) {
            this.lanes = lanes;
            this.around = around;
            this.wire = wire;
            this.http = http;
            this.tls = tls;
            this.proxies = new Networks(around.config().trustedProxies());
        }

        @Override
        protected void initChannel(Channel channel) {
            LoopLane lane = Objects.requireNonNull(lanes.get(channel.eventLoop()));
            boolean isTrustedProxy = proxies.contains(channel.remoteAddress());
            channel.pipeline().addLast("first-byte", new FirstByteHandler(
                    new ClientConnection(channel, lane, around, wire), http, tls,
                    isTrustedProxy, tls.allowsPlain(channel.remoteAddress(), isTrustedProxy)));
        }
    }

    private static Collection<ClientConnection> ask(LoopLane lane) {
        var answer = new CompletableFuture<Collection<ClientConnection>>();
        lane.execute(() -> answer.complete(lane.connections()));
        return answer.join();
    }
}
