package im.throng.server.gateway.http;

import im.throng.server.gateway.websocket.Handshake;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.function.Function;

/// Which part answers which address.
///
/// Threading: immutable.
final class Router {

    private final Probes probes;
    private final Api api;
    private final Site site;

    Router(Probes probes, Api api, Site site) {
        this.probes = probes;
        this.api = api;
        this.site = site;
    }

    /// Answers a request, now or later.
    void route(Exchange exchange) {
        switch (exchange.target().path()) {
            case "/healthz" -> get(exchange, _ -> probes.health());
            case "/readyz" -> get(exchange, _ -> probes.readiness());
            // It asks the operating system, which is nothing for an event loop.
            case "/metrics" -> Thread.ofVirtual().name("metrics").start(() ->
                    get(exchange, probes::metrics));
            // Whoever really wants it has been taken over before.
            case HttpDoor.WEBSOCKET_PATH -> get(exchange, _ ->
                    HttpAnswer.error(HttpResponseStatus.UPGRADE_REQUIRED,
                                    "this address speaks WebSocket, version " + Handshake.VERSION)
                            .with(HttpHeaderNames.UPGRADE, "websocket")
                            .with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, Handshake.VERSION));
            default -> {
                List<String> parts = exchange.target().parts();
                if (!parts.isEmpty() && parts.getFirst().equals(Api.ROOT)) {
                    api.serve(exchange);
                } else {
                    site.serve(exchange);
                }
            }
        }
    }

    private static void get(Exchange exchange, Function<Exchange, HttpAnswer> answer) {
        exchange.answer(exchange.isGet() ? answer.apply(exchange)
                : HttpAnswer.wrongMethod("GET, HEAD"));
    }
}
