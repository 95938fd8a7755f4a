package im.throng.server.gateway.http;

/// What the server tells of itself, for those who watch over it.
///
/// Threading: any thread.
public interface Figures {

    /// Tells whether the server takes requests: neither starting nor stopping. Answers at once.
    boolean isReady();

    /// Returns the metrics as text, in the format of Prometheus (version 0.0.4). It may take some
    /// milliseconds, so it is nothing for event loops.
    String metrics();
}
