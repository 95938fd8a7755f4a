package im.throng.bench;

import im.throng.bench.load.ServerChoice;
import im.throng.bench.scenario.Arrivals;
import im.throng.bench.scenario.Conditions;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench presence`.
@Command(name = "presence", aliases = "arrivals", mixinStandardHelpOptions = true,
        sortOptions = false, description =
        "The server's CPU for one arrival and leaving, by who is online and who watches.")
final class PresenceCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--online", paramLabel = "N", split = ",", defaultValue = "1000,15000",
            description = "how many are online, each with a server of its own (${DEFAULT-VALUE})")
    private List<Integer> online = List.of();

    @Option(names = "--watchers", paramLabel = "N", split = ",", defaultValue = "0,10,100",
            description = "how many of them watch, in turn (${DEFAULT-VALUE})")
    private List<Integer> watchers = List.of();

    @Option(names = "--people", paramLabel = "N", defaultValue = "500",
            description = "how many come and go in turn, at most " + Arrivals.PEOPLE_MAX
                    + " (${DEFAULT-VALUE})")
    private int people;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    PresenceCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, people >= 1 && people <= Arrivals.PEOPLE_MAX,
                "--people must be 1 to " + Arrivals.PEOPLE_MAX);
        MeasureOptions.require(command, isRising(online) && isRising(watchers),
                "--online and --watchers are numbers, each above the one before");
        MeasureOptions.require(command, watchers.getFirst() >= 0
                && online.getFirst() > Collections.max(watchers),
                "--online must be more than --watchers");
        Conditions conditions = options.conditions(command);
        MeasureOptions.require(command, conditions.server() instanceof ServerChoice.Own,
                "presence takes a server of its own: it does not go with --host");
        return options.finish(new Arrivals(conditions,
                new Arrivals.Size(online, watchers, people)).measure(), command, out);
    }

    private static boolean isRising(List<Integer> numbers) {
        return numbers.equals(numbers.stream().distinct().sorted().toList());
    }
}
