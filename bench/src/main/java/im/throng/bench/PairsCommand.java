package im.throng.bench;

import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Opponent;
import im.throng.bench.scenario.Pairs;
import java.io.PrintStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench pairs`.
@Command(name = "pairs", mixinStandardHelpOptions = true, sortOptions = false, description =
        "Pairs write to each other: the server's CPU for a durable message, and the times.")
final class PairsCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "500",
            description = "how many pairs (${DEFAULT-VALUE})")
    private int pairs;

    @Option(names = "--rate", paramLabel = "N|max", defaultValue = "max",
            description = "messages a second of all together; max: as many as may be in flight "
                    + "(${DEFAULT-VALUE})")
    private String rate = "max";

    @Option(names = "--in-flight", paramLabel = "N",
            description = "messages of one person not yet acknowledged and received; with a rate "
                    + "no limit, otherwise 1")
    private @Nullable Integer inFlight;

    @Option(names = "--text-bytes", paramLabel = "N", defaultValue = "100",
            description = "the length of a text, at least 17 (${DEFAULT-VALUE})")
    private int textBytes;

    @Mixin
    private AgainstOptions against = new AgainstOptions();

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    PairsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        boolean fixed = !rate.equals("max");
        MeasureOptions.require(command, !fixed || rate.matches("[1-9]\\d{0,8}"),
                "--rate is a number above 0, or max");
        int most = inFlight == null ? fixed ? Integer.MAX_VALUE : 1 : inFlight;
        MeasureOptions.require(command, pairs >= 1 && most >= 1
                && textBytes >= MeasureOptions.TEXT_BYTES_MIN, "a number is too small");
        Conditions conditions = options.conditions(command);
        var size = new Pairs.Size(pairs, most, fixed ? Integer.parseInt(rate) : 0, textBytes);
        var scenario = new Pairs(conditions, size);
        if (!against.isAsked()) {
            return options.finish(scenario.measure(), command, out);
        }
        Optional<Opponent> opponent = against.opponent(command, conditions);
        return opponent.isEmpty() ? Main.UNAVAILABLE : options.finish(scenario.measureAgainst(
                opponent.get(), against.own(command, conditions)), command, out);
    }
}
