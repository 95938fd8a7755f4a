package im.throng.server.gateway.http;

import im.throng.protocol.codec.HttpCodec;
import im.throng.protocol.error.ErrorCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/// An answer to a request, before what all answers have is added.
///
/// @param headers its own headers
/// @param body    not counted, so nobody has to release it
record HttpAnswer(HttpResponseStatus status, HttpHeaders headers, ByteBuf body) {

    static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String NO_STORE = "no-store";

    /// Returns an answer with a few words.
    static HttpAnswer text(HttpResponseStatus status, String words) {
        return text(status, TEXT, words);
    }

    /// Returns an answer with a text of a type.
    static HttpAnswer text(HttpResponseStatus status, String type, String text) {
        return of(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns an answer that nobody keeps.
    static HttpAnswer of(HttpResponseStatus status, String type, byte[] body) {
        HttpAnswer answer = new HttpAnswer(status, noHeaders(), Unpooled.wrappedBuffer(body));
        answer.headers.set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        return answer;
    }

    /// Returns an error, with the code and words that a program and a person can read.
    static HttpAnswer error(HttpResponseStatus status, String words) {
        return of(status, JSON, HttpCodec.error(status.code(), words));
    }

    /// Returns an error of ours.
    static HttpAnswer error(ErrorCode code, String words) {
        return error(HttpResponseStatus.valueOf(code.number()), words);
    }

    /// Returns the answer to a method that its target does not know.
    ///
    /// @param allowed those it knows, with commas between
    static HttpAnswer wrongMethod(String allowed) {
        return error(HttpResponseStatus.METHOD_NOT_ALLOWED, "only " + allowed + " is known here")
                .with(HttpHeaderNames.ALLOW, allowed);
    }

    /// Returns what is said of a path that leads nowhere.
    static HttpAnswer nothingThere() {
        return error(HttpResponseStatus.NOT_FOUND, "there is nothing at this address");
    }

    /// Sets a header more.
    HttpAnswer with(CharSequence name, Object value) {
        headers.set(name, value);
        return this;
    }

    static HttpHeaders noHeaders() {
        return DefaultHttpHeadersFactory.headersFactory().newHeaders();
    }
}
