package im.throng.bench;

import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Resume;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench resume`.
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false, description =
        "Sessions go on over new connections, by token: the server's CPU for each, and the times.")
final class ResumeCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--sessions", paramLabel = "N", defaultValue = "10000",
            description = "how many take turns (${DEFAULT-VALUE})")
    private int sessions;

    @Option(names = "--at-once", paramLabel = "N", defaultValue = "500",
            description = "how many connections there are at once (${DEFAULT-VALUE})")
    private int atOnce;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    ResumeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, atOnce >= 1 && sessions >= atOnce,
                "--at-once must be at least 1 and at most --sessions");
        Conditions conditions = options.conditions(command);
        return options.finish(new Resume(conditions, sessions, atOnce).measure(), command, out);
    }
}
