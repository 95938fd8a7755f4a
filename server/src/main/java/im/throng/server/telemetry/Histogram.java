package im.throng.server.telemetry;

/// Something of which it is watched how large it was how often.
///
/// Threading: any thread.
public interface Histogram {

    /// Notes one more: for a time in nanoseconds, else in the unit that its name has. What is below
    /// 0 counts as 0.
    void note(long value);
}
