package im.throng.server.gateway.http;

/// What the server tells of itself, for those who watch over it.
///
/// Threading: any thread; answers at once, since event loops ask.
public interface Figures {

    /// Tells whether the server takes requests: neither starting nor stopping.
    boolean isReady();

    /// Returns the metrics as text, in the format of Prometheus (version 0.0.4).
    String metrics();
}
