package im.throng.server.gateway.http;

import im.throng.protocol.message.Push;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Dialect;
import im.throng.server.gateway.SharedPacket;
import im.throng.server.gateway.websocket.Handshake;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection that speaks HTTP/1.1: its requests, one after the other, and their answers.
///
/// ```
///            first byte        head whole       body whole
///  idle ----------------> head ----------> body ----------> answering ----> idle, closing,
///                                                                           or WebSocket
/// ```
///
/// What a client sends ahead of its turn waits, and is not read beyond what one read brought.
///
/// Threading: confined to the connection's event loop, save where a method says otherwise.
final class HttpHandler extends ChannelInboundHandlerAdapter implements Dialect {

    private static final Logger log = LoggerFactory.getLogger(HttpHandler.class);

    private final HttpDoor door;
    private final ClientConnection connection;
    private final Proxied proxied;
    private final Timing timing;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable IncomingRequest request;
    private boolean going;
    private boolean answering;
    /// Whether the answer under way is the last one.
    private boolean last;
    private boolean stopped;

    HttpHandler(HttpDoor door, ClientConnection connection) {
        this.door = door;
        this.connection = connection;
        this.proxied = door.proxies().of(connection);
        this.timing = new Timing(connection);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /// Learns that bytes came in, before they are looked at.
    void arrived(int bytes) {
        connection.heard();
        if (!stopped) {
            timing.arrived(bytes, connection.waitingBytes() > 0);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (stopped || connection.isEnding()) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add((HttpObject) message);
        goOn(from);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        connection.writabilityChanged();
        goOn(from);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        connection.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.error("a connection failed", cause);
        }
        from.close();
    }

    /// Takes what waits, until a request has to be answered first. An answer that comes at once
    /// leads here again.
    private void goOn(ChannelHandlerContext from) {
        if (going) {
            return;
        }
        going = true;
        try {
            takeAll(from);
        } finally {
            going = false;
        }
    }

    private void takeAll(ChannelHandlerContext from) {
        while (!answering && !stopped && from.channel().isWritable()) {
            HttpObject next = waiting.poll();
            if (next == null) {
                break;
            }
            try {
                take(from, next);
            } finally {
                ReferenceCountUtil.release(next);
            }
        }
        if (!stopped) {
            from.channel().config().setAutoRead(waiting.isEmpty());
        }
    }

    private void take(ChannelHandlerContext from, HttpObject next) {
        if (next.decoderResult().isFailure()) {
            refuse(Refusals.of(next.decoderResult().cause()));
            return;
        }
        if (next instanceof HttpRequest head) {
            begin(from, head);
        }
        IncomingRequest current = request;
        if (current != null && !answering && next instanceof HttpContent content) {
            if (!current.add(content.content())) {
                refuse(HttpAnswer.error(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                        "a body may have at most " + current.bodyBytesMax() + " bytes"));
            } else if (next instanceof LastHttpContent) {
                complete(from, current);
            }
        }
    }

    private void begin(ChannelHandlerContext from, HttpRequest head) {
        connection.framed();
        timing.headCame();
        var current = new IncomingRequest(head, connection.surroundings().config().frameBytesMax(),
                proxied.arrived(head.headers(), from.pipeline().get(SslHandler.class) != null));
        request = current;
        HttpAnswer refusal = current.refusal();
        if (refusal == null && !connection.isWelcome()) {
            refusal = HttpAnswer.error(HttpResponseStatus.TOO_MANY_REQUESTS,
                    "there are too many connections from this address");
        }
        if (refusal != null) {
            refuse(refusal);
        } else if (current.waitsToGoOn()) {
            from.writeAndFlush(current.goOn());
        }
    }

    private void complete(ChannelHandlerContext from, IncomingRequest current) {
        answering = true;
        timing.complete();
        last = !current.isKeptAlive();
        Target target = current.target();
        if (target == null) {
            write(current, HttpAnswer.nothingThere());
        } else if (target.path().equals(HttpDoor.WEBSOCKET_PATH)
                && Handshake.isWished(current.head())) {
            upgrade(from, current);
        } else {
            door.router().route(current.exchange(target, connection,
                    answer -> answered(current, answer)));
        }
    }

    /// Any thread.
    private void answered(IncomingRequest current, HttpAnswer answer) {
        if (!connection.lane().isCurrent()) {
            connection.lane().execute(() -> answered(current, answer));
            return;
        }
        write(current, answer);
        ChannelHandlerContext here = context;
        if (here != null) {
            goOn(here);
        }
    }

    /// Refuses what cannot be read on from: the connection ends with the answer.
    private void refuse(HttpAnswer answer) {
        answering = true;
        last = true;
        write(request, answer);
    }

    private void write(@Nullable IncomingRequest asked, HttpAnswer answer) {
        ChannelHandlerContext to = context;
        if (to == null || stopped || !to.channel().isActive()) {
            return;
        }
        FullHttpResponse response = Responses.of(asked, answer, last);
        door.standing().addTo(response.headers(),
                asked == null ? "" : asked.head().headers().get(HttpHeaderNames.HOST, ""),
                asked != null && asked.arrival().secure());
        timing.answered(connection.waitingBytes() + response.content().readableBytes());
        ChannelFuture written = to.writeAndFlush(response);
        if (last) {
            stop();
            written.addListener(_ -> connection.endAfterAll());
        } else {
            request = null;
            answering = false;
        }
    }

    private void upgrade(ChannelHandlerContext from, IncomingRequest asked) {
        HttpRequest head = asked.head();
        if (!Handshake.isOurVersion(head)) {
            write(asked, HttpAnswer.error(HttpResponseStatus.UPGRADE_REQUIRED,
                            "only version " + Handshake.VERSION + " of WebSocket is known here")
                    .with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, Handshake.VERSION));
        } else if (!Handshake.hasKey(head)) {
            write(asked, HttpAnswer.error(HttpResponseStatus.BAD_REQUEST,
                    "Sec-WebSocket-Key must be 16 bytes in Base64"));
        } else if (!door.origins().allow(head.headers())) {
            write(asked, Refusals.foreignOrigin());
        } else {
            stop();
            from.writeAndFlush(Handshake.granted(head));
            ChannelPipeline pipeline = from.pipeline();
            door.webSocket().take(pipeline, connection);
            // The decoder, leaving, hands on what came behind the request: so it goes last.
            pipeline.remove(this);
            pipeline.remove("http-encoder");
            from.channel().config().setAutoRead(true);
            pipeline.remove("http-decoder");
        }
    }

    private void stop() {
        stopped = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    // What follows is what a connection asks of what is spoken on it.

    @Override
    public void received(ByteBuffer payload) {
        throw new IllegalStateException("HTTP has no frames");
    }

    @Override
    public void tooLong(long length) {
        throw new IllegalStateException("HTTP has no frames");
    }

    @Override
    public void push(SharedPacket packet) {
        throw new IllegalStateException("nobody hears pushes by HTTP");
    }

    @Override
    public boolean keepsTime() {
        return true;
    }

    @Override
    public void checkDeadlines(long nowNanos) {
        ChannelHandlerContext here = context;
        if (here == null) {
            return;
        }
        switch (timing.verdict(nowNanos, connection.waitingBytes() > 0)) {
            case IN_TIME -> { }
            case IDLE -> here.close();
            case ASKING_TOO_SLOWLY -> refuse(HttpAnswer.error(
                    HttpResponseStatus.REQUEST_TIMEOUT, "the request came too slowly"));
            case READING_TOO_SLOWLY -> connection.reset();
        }
    }

    @Override
    public boolean endsItself() {
        return true;
    }

    /// The server is stopping: an answer under way is still given, and those given are still sent.
    @Override
    public void farewell(Push.Goodbye goodbye) {
        last = true;
        ChannelHandlerContext here = context;
        if (answering || here == null) {
            return;
        }
        stop();
        if (connection.waitingBytes() > 0) {
            connection.endAfterAll();
        } else {
            here.close();
        }
    }

    @Override
    public void release() {
        stop();
    }
}
