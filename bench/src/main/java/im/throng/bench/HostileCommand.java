package im.throng.bench;

import im.throng.bench.load.Mob;
import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Hostile;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench hostile`.
@Command(name = "hostile", mixinStandardHelpOptions = true, sortOptions = false, description =
        "People talk while others do harm: times and memory before and during it.")
final class HostileCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "100",
            description = "how many pairs talk (${DEFAULT-VALUE})")
    private int pairs;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "1000",
            description = "messages a second of all together (${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--half-open", paramLabel = "N", defaultValue = "10000",
            description = "connections that never say a whole word (${DEFAULT-VALUE})")
    private int halfOpen;

    @Option(names = "--at-once", description = "half-open connections come all at once, and so "
            + "are ended and come back at once, instead of 1,000 a second")
    private boolean atOnce;

    @Option(names = "--stopped", paramLabel = "N", defaultValue = "1000",
            description = "readers that ask for much and stop reading (${DEFAULT-VALUE}); each "
                    + "takes some MiB of the kernel's memory")
    private int stopped;

    @Option(names = "--flooders", paramLabel = "N", defaultValue = "100",
            description = "who asks too fast (${DEFAULT-VALUE})")
    private int flooders;

    @Option(names = "--flood-rate", paramLabel = "N", defaultValue = "10000",
            description = "requests a second of each of them at most (${DEFAULT-VALUE})")
    private int floodRate;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    HostileCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, pairs >= 1 && rate >= 1 && halfOpen >= 0 && stopped >= 0
                && flooders >= 0 && floodRate >= 1, "a number is too small");
        Conditions conditions = options.conditions(command);
        var size = new Hostile.Size(pairs, rate, 100,
                new Mob.Size(halfOpen, stopped, flooders, floodRate, atOnce));
        return options.finish(new Hostile(conditions, size).measure(), command, out);
    }
}
