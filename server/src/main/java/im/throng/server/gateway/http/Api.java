package im.throng.server.gateway.http;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.HttpCodec;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.error.ErrorCode;
import im.throng.server.dispatch.BriefDispatcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The API for bots and scripts: addresses to requests, which then go the way of all requests.
///
/// ```
///  POST /api/login                             account.login
///  POST /api/register                          account.register
///  POST /api/messages                          message.send
///  GET  /api/conversations                     conversation.list
///  GET  /api/conversations/{name}/messages     message.history
///  GET  /api/openapi.json                      what all this looks like
/// ```
///
/// Threading: immutable.
final class Api {

    /// The first part of every address of the API.
    static final String ROOT = "api";

    private static final String DESCRIPTION = "openapi.json";
    private static final String CONVERSATIONS = "conversations";
    private static final int NAMED_PARTS = 4;
    private static final Map<String, String> POSTS = Map.of(
            "/api/login", "account.login",
            "/api/register", "account.register",
            "/api/messages", "message.send");

    private final BriefDispatcher dispatcher;
    private final Origins origins;
    private final WebFile description;

    Api(BriefDispatcher dispatcher, Origins origins) {
        this.dispatcher = dispatcher;
        this.origins = origins;
        this.description = WebFile.of(DESCRIPTION, read());
    }

    /// Answers a request, now or later.
    void serve(Exchange exchange) {
        List<String> parts = exchange.target().parts();
        String path = exchange.target().path();
        String posted = POSTS.get(path);
        if (posted != null) {
            post(exchange, posted);
        } else if (path.equals("/api/" + DESCRIPTION)) {
            if (isGet(exchange)) {
                exchange.answer(FileAnswer.to(exchange, description, "no-cache"));
            }
        } else if (path.equals("/api/" + CONVERSATIONS)) {
            if (isGet(exchange)) {
                ask(exchange, HttpCodec.request("conversation.list",
                        parameters(exchange, List.of("before")),
                        parameters(exchange, List.of("limit"))));
            }
        } else if (parts.size() == NAMED_PARTS && parts.get(1).equals(CONVERSATIONS)
                && parts.getLast().equals("messages")) {
            if (isGet(exchange)) {
                ask(exchange, HttpCodec.request("message.history",
                        Map.of("conversation", parts.get(2)),
                        parameters(exchange, List.of("after", "before", "limit"))));
            }
        } else {
            exchange.answer(HttpAnswer.nothingThere());
        }
    }

    private void post(Exchange exchange, String type) {
        if (!exchange.isPost()) {
            exchange.answer(HttpAnswer.wrongMethod("POST"));
        } else if (!origins.allow(exchange.headers())) {
            exchange.answer(Refusals.foreignOrigin());
        } else {
            try {
                ask(exchange, HttpCodec.request(type, exchange.body().duplicate()));
            } catch (MalformedFrameException e) {
                exchange.answer(HttpAnswer.error(ErrorCode.MALFORMED, e.words()));
            }
        }
    }

    private void ask(Exchange exchange, Envelope envelope) {
        exchange.connection().carryOut(new ApiCall(exchange, dispatcher, envelope),
                exchange.body().limit());
    }

    private static boolean isGet(Exchange exchange) {
        if (!exchange.isGet()) {
            exchange.answer(HttpAnswer.wrongMethod("GET, HEAD"));
        }
        return exchange.isGet();
    }

    /// Of a parameter that is given twice the last one counts, as of a field.
    private static Map<String, String> parameters(Exchange exchange, List<String> names) {
        Map<String, String> found = new HashMap<>();
        for (String name : names) {
            List<String> values = exchange.target().parameters().get(name);
            if (values != null) {
                found.put(name, values.getLast());
            }
        }
        return found;
    }

    private static byte[] read() {
        try (InputStream in = Api.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw new IllegalStateException("the description of the API is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
