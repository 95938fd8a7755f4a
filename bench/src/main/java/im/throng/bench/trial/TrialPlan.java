package im.throng.bench.trial;

/// What a trial does. The same seed gives the same plan; how it goes is up to the machine.
///
/// @param cycles      how often the server is killed in the middle of a talk, 1 to 10000
/// @param cycleMillis how long a talk lasts until then, on average, 100 to 600000 ms
/// @param rate        how many requests a second all connections make together, about, 1 to 100000
public record TrialPlan(int cycles, int cycleMillis, int rate, long seed) {

    /// Refuses what is out of range.
    public TrialPlan {
        if (cycles < 1 || cycles > 10_000 || cycleMillis < 100 || cycleMillis > 600_000
                || rate < 1 || rate > 100_000) {
            throw new IllegalArgumentException("cycles must be 1 to 10000, a cycle 0.1 to 600 "
                    + "seconds and the rate 1 to 100000");
        }
    }
}
