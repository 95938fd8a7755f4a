package im.throng.server.gateway.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/// Why a request is not even looked at.
final class Refusals {

    private Refusals() {}

    /// Returns the answer to what is no request.
    static HttpAnswer of(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> HttpAnswer.error(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request's line is too long");
            case TooLongHttpHeaderException _ -> HttpAnswer.error(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "the request's head is too long");
            case null, default -> HttpAnswer.error(HttpResponseStatus.BAD_REQUEST,
                    "this is no request of HTTP/1.1");
        };
    }

    /// Returns the answer to a page of somebody else's.
    static HttpAnswer foreignOrigin() {
        return HttpAnswer.error(HttpResponseStatus.FORBIDDEN,
                "pages of this origin may not use this server");
    }
}
