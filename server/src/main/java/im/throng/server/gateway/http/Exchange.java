package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One request, with its whole body, and the way back for its answer.
///
/// @param arrival how it came
/// @param way     takes the answer, once; any thread
record Exchange(HttpRequest head, Target target, ByteBuffer body, ClientConnection connection,
                Arrival arrival, Consumer<HttpAnswer> way) {

    /// Answers; once. Any thread.
    void answer(HttpAnswer answer) {
        way.accept(answer);
    }

    HttpHeaders headers() {
        return head.headers();
    }

    HttpMethod method() {
        return head.method();
    }

    /// Tells whether it only reads.
    boolean isGet() {
        return HttpMethod.GET.equals(method()) || HttpMethod.HEAD.equals(method());
    }

    /// Tells whether it is for a body sent to us.
    boolean isPost() {
        return HttpMethod.POST.equals(method());
    }
}
