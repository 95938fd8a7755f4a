package im.throng.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A great many connections on one event loop, so light that one core holds as many as a server
/// can serve with another.
///
/// Threading: any thread.
public final class Swarm implements AutoCloseable {

    private static final int CONNECTING_MAX = 128;
    private static final long LOGIN_SECONDS_MAX = 120;
    private static final long BEAT_MS = 100;
    /// Below the ids of messages.
    private static final long PING_ID = 2;
    private static final int READ_BYTES = 16_384;
    /// One address has not ports enough for all.
    private static final int LOOPBACK_ADDRESSES = 8;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final InetSocketAddress server;
    private final List<SwarmConnection> connections = new CopyOnWriteArrayList<>();
    private final Heartbeats<SwarmConnection> heartbeats = new Heartbeats<>();
    private long pings;

    /// Creates a swarm without connections.
    public Swarm(InetSocketAddress server) {
        this.server = server;
        IoHandlerFactory handlers = Epoll.isAvailable()
                ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("swarm", true), handlers);
        this.loop = group.next();
        loop.scheduleAtFixedRate(this::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    /// Connects and logs in, many at a time, and returns when all are there.
    ///
    /// @throws IllegalStateException if one is refused, or it takes too long
    public List<ThrongConnection> join(List<Token> tokens) {
        return join(tokens, ServerDoor.FRAMED);
    }

    /// Connects by a door and logs in, many at a time, and returns when all are there.
    ///
    /// @throws IllegalStateException if one is refused, or it takes too long
    public List<ThrongConnection> join(List<Token> tokens, ServerDoor door) {
        return enter(tokens.stream().map(token -> new ThrongConnection(token, door)).toList());
    }

    /// Connects and logs in, many at a time, and returns them when all are there.
    ///
    /// @throws IllegalStateException if one is refused, or it takes too long
    public <C extends SwarmConnection> List<C> enter(List<C> fresh) {
        var places = new Semaphore(CONNECTING_MAX);
        for (int i = 0; i < fresh.size(); i++) {
            SwarmConnection connection = fresh.get(i);
            connection.login().whenComplete((_, _) -> places.release());
            await(places);
            connect(connection, connections.size() + i);
        }
        await(places, CONNECTING_MAX);
        // Whoever failed says why here.
        fresh.forEach(connection -> connection.login().join());
        connections.addAll(fresh);
        if (!fresh.isEmpty()) {
            long period = TimeUnit.MILLISECONDS.toNanos(fresh.getFirst().login().join());
            onLoop(() -> {
                heartbeats.add(fresh, period, System.nanoTime());
                return true;
            });
        }
        return List.copyOf(fresh);
    }

    /// Ends all connections without a word, and forgets them.
    public void leave() {
        onLoop(() -> {
            connections.forEach(connection -> {
                connection.listen(SwarmListener.DEAF);
                // Before the group's end, which has a time: the next run needs the descriptors.
                connection.close();
            });
            connections.clear();
            heartbeats.clear();
            return true;
        });
    }

    /// Returns all who are there, in the order of their coming.
    public List<SwarmConnection> connections() {
        return List.copyOf(connections);
    }

    /// Returns how many signs of life were sent so far.
    public long pings() {
        return onLoop(() -> pings);
    }

    /// Returns how many connections there are still.
    public int alive() {
        return onLoop(() -> (int) connections.stream().filter(SwarmConnection::isAlive).count());
    }

    EventLoop loop() {
        return loop;
    }

    /// Does something on the event loop and waits for it.
    <T> T onLoop(Callable<T> task) {
        return loop.submit(task).awaitUninterruptibly().getNow();
    }

    /// Returns the processor time of the event loop so far, in nanoseconds.
    public long loopCpuNanos() {
        return onLoop(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /// Ends all connections without a word.
    @Override
    public void close() {
        leave();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void beat() {
        long now = System.nanoTime();
        for (SwarmConnection due = heartbeats.next(now); due != null; due = heartbeats.next(now)) {
            due.ping(PING_ID);
            pings++;
        }
    }

    void connect(SwarmConnection connection, int place) {
        Class<? extends SocketChannel> type = Epoll.isAvailable()
                ? EpollSocketChannel.class : NioSocketChannel.class;
        var bootstrap = new Bootstrap().group(loop).channel(type)
                .option(ChannelOption.TCP_NODELAY, true)
                // No socket waits for stray segments after the end: that many would use up ports.
                .option(ChannelOption.SO_LINGER, 0)
                .option(ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_BYTES))
                .handler(connection);
        if (server.getAddress().isLoopbackAddress()
                && server.getAddress().getAddress().length == Integer.BYTES) {
            bootstrap.localAddress(new InetSocketAddress(
                    "127.0.0." + (1 + place % LOOPBACK_ADDRESSES), 0));
        }
        bootstrap.connect(server).addListener(done -> {
            if (!done.isSuccess()) {
                connection.login().completeExceptionally(done.cause());
            }
        });
    }

    private static void await(Semaphore places) {
        await(places, 1);
    }

    private static void await(Semaphore places, int count) {
        try {
            if (!places.tryAcquire(count, LOGIN_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the logins take too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
