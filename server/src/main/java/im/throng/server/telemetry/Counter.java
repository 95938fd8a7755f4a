package im.throng.server.telemetry;

/// Something that only grows.
///
/// Threading: any thread; threads that count at the same time do not wait for each other.
public interface Counter {

    /// Counts so many more, 0 or more.
    void add(long count);
}
