package im.throng.bench;

import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Groups;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench groups`.
@Command(name = "groups", mixinStandardHelpOptions = true, sortOptions = false, description =
        "Messages to groups of different sizes in turn: the server's CPU for storing one.")
final class GroupsCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--sizes", paramLabel = "N", split = ",", defaultValue = "3,1000,100000",
            description = "how many members the groups have, the sender included, rising; each "
                    + "is compared with the first (${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
            description = "how many parts the window of each size has; the sizes take turns "
                    + "(${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "16",
            description = "messages not yet acknowledged and received (${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--online", paramLabel = "N", defaultValue = "0",
            description = "how many members of each group are online beside the sender, if it "
                    + "has so many (${DEFAULT-VALUE})")
    private int online;

    @Option(names = "--text-bytes", paramLabel = "N", defaultValue = "100",
            description = "the length of a text, at least 17 (${DEFAULT-VALUE})")
    private int textBytes;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    GroupsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, sizes.getFirst() >= 2
                && sizes.equals(sizes.stream().distinct().sorted().toList()),
                "--sizes are numbers from 2 on, each above the one before");
        MeasureOptions.require(command, rounds >= 1 && inFlight >= 1 && online >= 0
                && textBytes >= MeasureOptions.TEXT_BYTES_MIN, "a number is too small");
        Conditions conditions = options.conditions(command);
        var size = new Groups.Size(sizes, rounds, inFlight, online, textBytes);
        return options.finish(new Groups(conditions, size).measure(), command, out);
    }
}
