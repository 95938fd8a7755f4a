package im.throng.server.gateway.http;

import im.throng.server.dispatch.BriefDispatcher;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.GatewayConfig;
import im.throng.server.gateway.Networks;
import im.throng.server.gateway.websocket.WebSocketDoor;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.InstantSource;

/// The HTTP door: what all its connections share.
///
/// Threading: immutable.
public final class HttpDoor {

    static final String WEBSOCKET_PATH = "/ws";

    private final Router router;
    private final Origins origins;
    private final Proxies proxies;
    private final StandingHeaders standing;
    private final WebSocketDoor webSocket;

    private HttpDoor(Router router, Origins origins, GatewayConfig config,
                     InstantSource clock) {
        this.router = router;
        this.origins = origins;
        this.proxies = new Proxies(config);
        this.standing = new StandingHeaders(clock, config.web().hstsSeconds());
        this.webSocket = new WebSocketDoor(config.frameBytesMax());
    }

    /// Creates the door, and reads the web client's files.
    public static HttpDoor create(GatewayConfig config, BriefDispatcher dispatcher,
                                  Figures figures, InstantSource clock) {
        var origins = new Origins(config.web().origins());
        var probes = new Probes(figures, new Networks(config.web().metricsNetworks()));
        var site = new Site(WebTree.ofClassPath(), config.web().directory());
        return new HttpDoor(new Router(probes, new Api(dispatcher, origins), site), origins,
                config, clock);
    }

    /// Takes over a connection whose first byte is a letter: puts its handlers at the end.
    public void take(ChannelPipeline pipeline, ClientConnection connection) {
        var handler = new HttpHandler(this, connection);
        pipeline.addLast("http-decoder", new RequestDecoder(handler));
        pipeline.addLast("http-encoder", new HttpResponseEncoder());
        pipeline.addLast("http", handler);
        connection.decide(handler);
    }

    Router router() {
        return router;
    }

    Origins origins() {
        return origins;
    }

    /// Returns whose word on a client's address counts.
    Proxies proxies() {
        return proxies;
    }

    StandingHeaders standing() {
        return standing;
    }

    WebSocketDoor webSocket() {
        return webSocket;
    }
}
