package im.throng.server.gateway.http;

import im.throng.server.gateway.Networks;
import io.netty.handler.codec.http.HttpResponseStatus;

/// What those who watch over the server ask.
///
/// Threading: immutable.
final class Probes {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Figures figures;
    private final Networks watchers;

    /// Creates the probes.
    ///
    /// @param watchers who may read the metrics
    Probes(Figures figures, Networks watchers) {
        this.figures = figures;
        this.watchers = watchers;
    }

    /// Says that the process is alive.
    HttpAnswer health() {
        return HttpAnswer.text(HttpResponseStatus.OK, "alive\n");
    }

    /// Says whether clients should be sent here.
    HttpAnswer readiness() {
        return figures.isReady() ? HttpAnswer.text(HttpResponseStatus.OK, "ready\n")
                : HttpAnswer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready\n");
    }

    /// Tells the metrics to those who may read them; to others there are none, and neither to those
    /// of whom a proxy does not say who they are.
    HttpAnswer metrics(Exchange asked) {
        return watchers.contains(asked.connection().address()) && !asked.arrival().isUnnamed()
                ? HttpAnswer.text(HttpResponseStatus.OK, PROMETHEUS, figures.metrics())
                : HttpAnswer.nothingThere();
    }
}
