package im.throng.bench;

import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Storm;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench storm`.
@Command(name = "storm", mixinStandardHelpOptions = true, sortOptions = false, description =
        "All sessions are cut at once and come back: how long it takes, and what others feel.")
final class StormCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--sessions", paramLabel = "N", defaultValue = "18000",
            description = "how many are cut (${DEFAULT-VALUE}); each takes a file descriptor in "
                    + "both processes")
    private int sessions;

    @Option(names = "--return", paramLabel = "spread|at-once", defaultValue = "spread",
            description = "whether they come back spread by the back-off of the client library, "
                    + "or all at once (${DEFAULT-VALUE})")
    private String comingBack = "spread";

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "50",
            description = "how many pairs write meanwhile and are not cut (${DEFAULT-VALUE})")
    private int pairs;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "1000",
            description = "messages a second of all these together (${DEFAULT-VALUE})")
    private int rate;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    StormCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, comingBack.matches("spread|at-once"),
                "--return is spread or at-once");
        MeasureOptions.require(command, sessions >= 1 && pairs >= 1 && rate >= 1,
                "a number is too small");
        Conditions conditions = options.conditions(command);
        var size = new Storm.Size(sessions, pairs, rate, comingBack.equals("spread"));
        return options.finish(new Storm(conditions, size).measure(), command, out);
    }
}
