package im.throng.bench.scenario;

import im.throng.bench.load.RedisServer;
import im.throng.bench.report.Report;
import java.nio.file.Path;

/// The program that is measured beside our server, in turns with it.
///
/// @param redis  where Redis lies
/// @param rounds how many turns each has
public record Opponent(Path redis, int rounds) {

    /// Says what it is and how it is started.
    void tell(Report report) {
        report.circumstance("redis", RedisServer.version(redis));
        report.circumstance("redis-settings", RedisServer.settings());
        report.circumstance("redis-does", "publish and subscribe: it stores nothing, and answers "
                + "when a message stands in its buffers to all subscribers");
    }

    /// Says how the turns are taken.
    void tell(Report report, Conditions conditions) {
        tell(report);
        report.circumstance("rounds", rounds + " of each, ours and Redis in turns, each on the "
                + "same core while the other one idles without a connection; the warm-up is "
                + conditions.warmUp().toSeconds() + " s before the first and "
                + Duel.settling(conditions).toSeconds() + " s before each other one");
        report.circumstance("ratio", "ours divided by that of Redis in the same round; beside them "
                + "stands the median of the ratios");
    }
}
