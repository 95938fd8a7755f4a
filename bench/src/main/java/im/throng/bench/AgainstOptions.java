package im.throng.bench;

import im.throng.bench.load.RedisServer;
import im.throng.bench.load.ServerChoice;
import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Opponent;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The options of a measurement in turns with another program.
final class AgainstOptions {

    @Option(names = "--against", paramLabel = "redis",
            description = "measures Redis, too, in turns with a server of its own: the same load "
                    + "by publish and subscribe")
    private @Nullable String name;

    @Option(names = "--redis", paramLabel = "FILE",
            description = "with --against: the redis-server to start (the one on the PATH)")
    private @Nullable Path program;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
            description = "with --against: how many turns each has (${DEFAULT-VALUE})")
    private int rounds;

    boolean isAsked() {
        return name != null;
    }

    /// Returns whom our server is measured against, or says how to get it.
    Optional<Opponent> opponent(CommandLine command, Conditions conditions) {
        MeasureOptions.require(command, "redis".equals(name), "--against is redis");
        MeasureOptions.require(command, rounds >= 1 && conditions.runs() == 1,
                "--rounds must be at least 1, and takes the place of --runs");
        own(command, conditions);
        Optional<Path> found = RedisServer.find(program);
        if (found.isEmpty()) {
            command.getErr().println((program == null ? "There is no redis-server on the PATH."
                    : "There is no program " + program + ".") + " Install it, for example by "
                    + "`apt-get install redis-server`, or name it by --redis FILE.");
        }
        return found.map(path -> new Opponent(path, rounds));
    }

    /// Returns the server of its own that is measured.
    ServerChoice.Own own(CommandLine command, Conditions conditions) {
        if (conditions.server() instanceof ServerChoice.Own own) {
            return own;
        }
        throw new CommandLine.ParameterException(command,
                "--against takes a server of its own: it does not go with --host");
    }
}
