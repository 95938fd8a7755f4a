package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that is still coming in: its head, and what there is of its body.
///
/// Threading: confined to the connection's event loop.
final class IncomingRequest {

    private final HttpRequest head;
    private final int bodyBytesMax;
    private final Arrival arrival;
    private final @Nullable Target target;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    /// Begins with a head.
    ///
    /// @param arrival how it came
    IncomingRequest(HttpRequest head, int bodyBytesMax, Arrival arrival) {
        this.head = head;
        this.bodyBytesMax = bodyBytesMax;
        this.arrival = arrival;
        this.target = Target.of(head.uri()).orElse(null);
    }

    HttpRequest head() {
        return head;
    }

    Arrival arrival() {
        return arrival;
    }

    int bodyBytesMax() {
        return bodyBytesMax;
    }

    /// Returns what it is for; null if that can be nothing of ours.
    @Nullable Target target() {
        return target;
    }

    /// Tells whether another request may follow it.
    boolean isKeptAlive() {
        return HttpUtil.isKeepAlive(head);
    }

    /// Returns why its head alone is enough to refuse it; null if it is not.
    @Nullable HttpAnswer refusal() {
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return HttpAnswer.error(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    "only HTTP/1.1 is spoken here");
        }
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return HttpAnswer.error(HttpResponseStatus.BAD_REQUEST,
                    "a request must have one Host header");
        }
        if (HttpUtil.getContentLength(head, 0L) > bodyBytesMax) {
            return HttpAnswer.error(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "a body may have at most " + bodyBytesMax + " bytes");
        }
        String expected = head.headers().get(HttpHeaderNames.EXPECT);
        if (expected != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
            return HttpAnswer.error(HttpResponseStatus.EXPECTATION_FAILED,
                    "only 100-continue can be expected");
        }
        return null;
    }

    /// Tells whether the client waits for a word before it sends the body.
    boolean waitsToGoOn() {
        return HttpUtil.is100ContinueExpected(head);
    }

    /// Returns that word.
    FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE,
                Unpooled.EMPTY_BUFFER);
    }

    /// Adds to its body.
    ///
    /// @return whether there was room
    boolean add(ByteBuf part) {
        if (body.size() + part.readableBytes() > bodyBytesMax) {
            return false;
        }
        byte[] bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        body.writeBytes(bytes);
        return true;
    }

    /// Returns it whole.
    Exchange exchange(Target to, ClientConnection connection, Consumer<HttpAnswer> way) {
        return new Exchange(head, to, ByteBuffer.wrap(body.toByteArray()), connection, arrival,
                way);
    }
}
