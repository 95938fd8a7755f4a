package im.throng.bench;

import im.throng.bench.load.ServerChoice;
import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Login;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench login`.
@Command(name = "login", mixinStandardHelpOptions = true, sortOptions = false, description =
        "Logins by password, with few and with many online: the server's CPU for each, the times.")
final class LoginCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--few", paramLabel = "N", defaultValue = "1000",
            description = "how many others are online in one turn (${DEFAULT-VALUE})")
    private int few;

    @Option(names = "--many", paramLabel = "N", defaultValue = "15000",
            description = "how many others are online in the other (${DEFAULT-VALUE})")
    private int many;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
            description = "how many turns of each (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--at-once", paramLabel = "N", defaultValue = "64",
            description = "how many log in at once, at most 250 (${DEFAULT-VALUE})")
    private int atOnce;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    LoginCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, few >= 1 && many > few,
                "--few must be at least 1, and --many more than that");
        MeasureOptions.require(command, rounds >= 1 && atOnce >= 1
                        && atOnce <= Login.AT_ONCE_MAX,
                "--rounds must be at least 1, and --at-once 1 to " + Login.AT_ONCE_MAX);
        Conditions conditions = options.conditions(command);
        MeasureOptions.require(command, conditions.runs() == 1, "--rounds takes the place of "
                + "--runs");
        MeasureOptions.require(command, conditions.server() instanceof ServerChoice.Own,
                "logins take a server of its own: they do not go with --host");
        var size = new Login.Size(few, many, rounds, atOnce);
        return options.finish(new Login(conditions, size).measure(), command, out);
    }
}
