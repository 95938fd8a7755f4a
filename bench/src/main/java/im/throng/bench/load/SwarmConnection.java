package im.throng.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One of a great many connections: logs in, then passes on what comes.
///
/// Threading: confined to the event loop.
public abstract class SwarmConnection extends ChannelInboundHandlerAdapter {

    private final CompletableFuture<Long> login = new CompletableFuture<>();
    private SwarmListener listener = SwarmListener.DEAF;
    private @Nullable Channel channel;
    private long nowNanos;
    private long received;
    private long receivedSum;

    /// Completes when it is logged in, with how often it must be heard, in milliseconds; 0: never.
    CompletableFuture<Long> login() {
        return login;
    }

    void listen(SwarmListener to) {
        listener = to;
    }

    SwarmListener listener() {
        return listener;
    }

    /// Counts a message that arrived here.
    void count(int number) {
        received++;
        receivedSum += number;
    }

    /// Returns how many messages arrived.
    long received() {
        return received;
    }

    /// Returns the sum of their numbers, which shows one that came twice in place of another.
    long receivedSum() {
        return receivedSum;
    }

    void forget() {
        received = 0;
        receivedSum = 0;
    }

    /// Writes a message; it leaves with the next [#flush].
    void write(MessageTemplate template, int number) {
        Channel open = open();
        open.write(template.message(open.alloc(), number), open.voidPromise());
    }

    void flush() {
        open().flush();
    }

    /// Ends it without a word.
    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    boolean isAlive() {
        return channel != null && channel.isActive();
    }

    /// Sends a sign of life; its answer is heard as a frame.
    abstract void ping(long id);

    /// Sends what it begins with.
    abstract void begin();

    /// Takes what arrived, and releases it.
    abstract void arrived(ByteBuf bytes);

    /// Frees what it holds of things that have not arrived whole.
    abstract void stop();

    /// Returns when what is being read arrived.
    long nowNanos() {
        return nowNanos;
    }

    Channel open() {
        if (channel == null) {
            throw new IllegalStateException("it is not connected");
        }
        return channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        nowNanos = System.nanoTime();
        arrived((ByteBuf) bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        if (!login.completeExceptionally(new IllegalStateException(
                "the server ended the connection of " + this + " before its login"))) {
            listener.ended(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        login.completeExceptionally(failure);
        context.close();
    }
}
