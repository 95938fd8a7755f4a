package im.throng.server.gateway.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after one connection's TLS, from behind the handler that speaks it.
///
/// ```
///            its turn               finished
///  waiting ------------> shaking ------------> open ----> closed
/// ```
///
/// Threading: confined to the connection's event loop.
final class TlsHandler extends ChannelInboundHandlerAdapter implements Handshakes.Handshake {

    private static final Logger log = LoggerFactory.getLogger(TlsHandler.class);
    private static final String NAME = "tls-watch";

    private final Tls tls;
    private final Handshakes handshakes;
    private final Duration timeout;
    private @Nullable ChannelHandlerContext context;
    private State state = State.WAITING;
    /// What came before its turn.
    private @Nullable ByteBuf early;
    /// Whether it waits for its turn, and is not read.
    private boolean held;

    TlsHandler(Tls tls, Handshakes handshakes, Duration timeout) {
        this.tls = tls;
        this.handshakes = handshakes;
        this.timeout = timeout;
    }

    private enum State { WAITING, SHAKING, OPEN, CLOSED }

    /// Begins with the first bytes, now or when its turn comes; takes them over.
    void begin(ChannelHandlerContext reader, ByteBuf first) {
        early = first;
        reader.pipeline().addBefore(reader.name(), NAME, this);
        if (!handshakes.begin(this)) {
            tls.waits(1);
            held = true;
            reader.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf before = early;
        if (state == State.WAITING && before != null) {
            early = Unpooled.wrappedBuffer(before, (ByteBuf) message);
        } else {
            from.fireChannelRead(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent completion -> {
                boolean wellDone = completion.isSuccess();
                if (!wellDone) {
                    log.debug("a handshake with {} failed: {}", from.channel().remoteAddress(),
                            String.valueOf(completion.cause()));
                }
                ended(wellDone);
            }
            // As without TLS: who has nothing more to say is not waited for.
            case SslCloseCompletionEvent _ -> from.close();
            default -> from.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        boolean isOfTls = cause instanceof SSLException
                || (cause instanceof DecoderException && cause.getCause() instanceof SSLException);
        if (isOfTls) {
            log.debug("{} speaks no TLS that we know: {}", from.channel().remoteAddress(),
                    String.valueOf(cause.getMessage()));
            from.close();
        } else {
            from.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        unhold();
        if (early != null) {
            early.release();
            early = null;
        }
        ended(false);
        from.fireChannelInactive();
    }

    @Override
    public void takeTurn() {
        ChannelHandlerContext here = Objects.requireNonNull(context);
        ByteBuf first = early;
        early = null;
        if (first == null) {
            return; // It was closed, and forgotten, while its turn came.
        }
        state = State.SHAKING;
        SslHandler handler = tls.handler(here.alloc());
        handler.setHandshakeTimeoutMillis(timeout.toMillis());
        here.pipeline().addBefore(NAME, "tls", handler);
        here.pipeline().fireChannelRead(first);
        if (unhold()) {
            here.pipeline().fireChannelReadComplete();
            here.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void cut() {
        log.debug("a handshake took too long while others waited");
        Objects.requireNonNull(context).channel().close();
    }

    private boolean unhold() {
        boolean was = held;
        held = false;
        if (was) {
            tls.waits(-1);
        }
        return was;
    }

    private void ended(boolean wellDone) {
        switch (state) {
            case WAITING -> handshakes.end(this);
            case SHAKING -> {
                handshakes.end(this);
                tls.ended(wellDone);
            }
            case OPEN, CLOSED -> {
                return;
            }
        }
        state = wellDone ? State.OPEN : State.CLOSED;
    }
}
