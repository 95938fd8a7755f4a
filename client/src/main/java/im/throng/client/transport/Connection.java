package im.throng.client.transport;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.frame.FrameDecoder;
import im.throng.protocol.frame.Frames;
import im.throng.protocol.message.Limits;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/// One TCP connection, from its making to its end, which is told exactly once.
///
/// Threading: confined to the event loop.
final class Connection {

    private final Events events;
    private final FrameDecoder frames = new FrameDecoder(Limits.SERVER_FRAME_BYTES_MAX);
    private @Nullable Channel channel;
    private @Nullable String endReason;
    private boolean ended;

    private Connection(Events events) {
        this.events = events;
    }

    /// Begins to connect; the events tell how it went.
    static Connection open(EventLoop loop, LinkSettings settings, Events events) {
        Connection connection = new Connection(events);
        ChannelFuture opening = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        (int) settings.connectTimeout().toMillis())
                .handler(connection.initializer(settings))
                .connect(settings.host(), settings.port());
        connection.channel = opening.channel();
        var _ = opening.addListener(done -> {
            if (!done.isSuccess()) {
                connection.end("cannot connect to " + settings.host() + ":" + settings.port()
                        + " (" + words(done.cause()) + ")");
            }
        });
        return connection;
    }

    private ChannelHandler initializer(LinkSettings settings) {
        ClientTls tls = settings.tls();
        if (tls == null) {
            return new InboundHandler(false);
        }
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel fresh) {
                SslHandler handler =
                        tls.handler(fresh.alloc(), settings.host(), settings.port());
                handler.setHandshakeTimeoutMillis(settings.connectTimeout().toMillis());
                fresh.pipeline().addLast(handler, new InboundHandler(true));
            }
        };
    }

    /// Writes one frame.
    void write(byte[] payload) {
        if (channel != null && !ended) {
            var _ = channel.writeAndFlush(Frames.frame(channel.alloc(), payload),
                    channel.voidPromise());
        }
    }

    /// Ends the connection; the events are told of it with this reason.
    void close(String reason) {
        if (endReason == null) {
            endReason = reason;
        }
        if (channel != null) {
            var _ = channel.close();
        }
        end(reason);
    }

    private void end(String reason) {
        if (!ended) {
            ended = true;
            frames.stop();
            events.ended(endReason != null ? endReason : reason);
        }
    }

    private static String words(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /// What a connection tells. Called on the event loop.
    interface Events {

        /// Frames may be written from now on.
        void opened();

        /// A frame arrived.
        void received(Envelope envelope);

        /// The connection is no more, or was never made.
        void ended(String reason);
    }

    private final class InboundHandler extends ChannelInboundHandlerAdapter
            implements FrameDecoder.Sink {

        private final boolean byTls;

        InboundHandler(boolean byTls) {
            this.byTls = byTls;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (!ended && !byTls) {
                events.opened();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && !ended) {
                if (handshake.isSuccess()) {
                    events.opened();
                } else {
                    close(ClientTls.words(handshake.cause()));
                }
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            frames.decode((ByteBuf) bytes, this);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end("the connection was closed");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            close("the connection broke (" + words(cause) + ")");
        }

        @Override
        public void frame(ByteBuf payload) {
            if (ended) {
                return;
            }
            try {
                events.received(EnvelopeReader.read(payload.nioBuffer()));
            } catch (MalformedFrameException malformed) {
                close("the server sent what is no frame of this protocol: " + malformed.words());
            }
        }

        @Override
        public void tooLong(long length) {
            close("the server sent a frame of " + length + " bytes");
        }
    }
}
