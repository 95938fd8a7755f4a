package im.throng.server.gateway.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets connections in while there is room, on the pipeline of the listening socket.
///
/// ```
///          as many as there may be              a few have left
///  open --------------------------> full ---------------------------> open
///       --------------------------> pausing ------------------------> open
///          accepting fails                      a second later
/// ```
///
/// Who comes meanwhile waits in the kernel's queue. Accepting fails when the process or the system
/// has no descriptor left: trying again at once would keep the loop busy with nothing, and those
/// who are connected waiting.
///
/// Threading: confined to the listening socket's event loop; connections end on any.
final class Gate extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    private static final long PAUSE_MS = 1_000;
    private static final int PARTS = 64;
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int max;
    /// Below this it opens again: a little lower, so that it does not turn to and fro.
    private final int reopenAt;
    private final AtomicInteger inside = new AtomicInteger();
    /// One for all connections, each of which holds it for as long as it is there.
    private @Nullable ChannelFutureListener leaving;
    private boolean full;
    private boolean pausing;
    private boolean failing;
    private boolean told;
    private long toldNanos;

    /// Creates an open gate.
    ///
    /// @param max how many connections there may be
    Gate(int max) {
        this.max = max;
        this.reopenAt = max - Math.max(1, max / PARTS);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        leaving = _ -> left(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (failing) {
            failing = false;
            log.info("connections can be accepted again");
        }
        int count = inside.incrementAndGet();
        ((Channel) message).closeFuture().addListener(Objects.requireNonNull(leaving));
        if (count >= max && !full) {
            full = true;
            context.channel().config().setAutoRead(false);
            tell(count);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!failing) {
            failing = true;
            log.warn("no connection can be accepted, {}; trying again every {} ms",
                    cause.toString(), PAUSE_MS);
        }
        if (!pausing) {
            pausing = true;
            context.channel().config().setAutoRead(false);
            context.executor().schedule(() -> {
                pausing = false;
                goOn(context);
            }, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /// Many that come and go at the limit must not fill the log.
    private void tell(int count) {
        long now = System.nanoTime();
        if (!told || now - toldNanos > TELL_NANOS) {
            told = true;
            toldNanos = now;
            log.warn("there are {} connections, as many as there may be: others wait outside",
                    count);
        }
    }

    private void left(ChannelHandlerContext context) {
        // Nobody comes in while it is full, so the count meets this number on its way down.
        if (inside.decrementAndGet() == reopenAt && !context.executor().isShuttingDown()) {
            context.executor().execute(() -> reopen(context));
        }
    }

    private void reopen(ChannelHandlerContext context) {
        if (full && inside.get() <= reopenAt) {
            full = false;
            log.debug("there is room for connections again");
            goOn(context);
        }
    }

    private void goOn(ChannelHandlerContext context) {
        if (!full && !pausing && context.channel().isOpen()) {
            context.channel().config().setAutoRead(true);
        }
    }
}
