package im.throng.server.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Netty's decoder, which tells of each arrival, and takes no request of two lengths: two programs
/// in a row may each believe another one (RFC 9112, section 6.1).
///
/// Threading: confined to the connection's event loop.
final class RequestDecoder extends HttpRequestDecoder {

    private static final int LINE_BYTES_MAX = 8 * 1024;
    private static final int HEADERS_BYTES_MAX = 16 * 1024;
    private static final int CHUNK_BYTES = 16 * 1024;

    private final HttpHandler handler;

    RequestDecoder(HttpHandler handler) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setMaxHeaderSize(HEADERS_BYTES_MAX)
                .setMaxChunkSize(CHUNK_BYTES));
        this.handler = handler;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        handler.arrived(((ByteBuf) message).readableBytes());
        super.channelRead(context, message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a request has a length or chunks, not both");
    }
}
