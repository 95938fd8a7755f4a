package im.throng.server.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// Answers as they go over the wire.
final class Responses {

    private Responses() {}

    /// Returns the response.
    ///
    /// @param asked the request; null if it was none
    /// @param last  whether the connection ends with it
    static FullHttpResponse of(@Nullable IncomingRequest asked, HttpAnswer answer, boolean last) {
        boolean headOnly = asked != null && HttpMethod.HEAD.equals(asked.head().method());
        ByteBuf body = headOnly ? Unpooled.EMPTY_BUFFER : answer.body();
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), body,
                answer.headers(), DefaultHttpHeadersFactory.trailersFactory().newHeaders());
        HttpHeaders headers = response.headers();
        if (!answer.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().readableBytes());
        }
        if (last) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (asked != null
                && asked.head().protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return response;
    }
}
