package im.throng.server.wiring;

import im.throng.server.gateway.http.Figures;
import im.throng.server.telemetry.Telemetry;

/// What the server tells of itself, and whether it is ready.
///
/// Threading: any thread.
final class ServerFigures implements Figures {

    private final Telemetry telemetry;
    private volatile boolean ready;

    ServerFigures(Telemetry telemetry) {
        this.telemetry = telemetry;
        telemetry.gauge("throng_ready", "Whether the server takes requests: 1 or 0.",
                () -> ready ? 1 : 0);
    }

    /// Notes that the server takes requests, or no longer.
    void ready(boolean isReady) {
        ready = isReady;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public String metrics() {
        return telemetry.scrape();
    }
}
