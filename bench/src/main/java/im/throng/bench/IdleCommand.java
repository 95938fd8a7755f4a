package im.throng.bench;

import im.throng.bench.load.ServerDoor;
import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Idle;
import im.throng.bench.scenario.Opponent;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench idle`.
@Command(name = "idle", mixinStandardHelpOptions = true, sortOptions = false, description =
        "Sessions that are logged in and say nothing: memory, logins, heartbeats.")
final class IdleCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--sessions", paramLabel = "N", defaultValue = "18000",
            description = "how many are logged in at most (${DEFAULT-VALUE}); each takes a file "
                    + "descriptor in both processes")
    private int sessions;

    @Option(names = "--door", paramLabel = "DOOR", defaultValue = "framed",
            description = "how they come: framed or websocket (${DEFAULT-VALUE})")
    private String door = "framed";

    @Mixin
    private AgainstOptions against = new AgainstOptions();

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    IdleCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, sessions >= 2, "--sessions must be at least 2");
        MeasureOptions.require(command, door.equals("framed") || door.equals("websocket"),
                "--door is framed or websocket");
        Conditions conditions = options.conditions(command);
        var scenario = new Idle(conditions, sessions,
                ServerDoor.valueOf(door.toUpperCase(Locale.ROOT)));
        if (!against.isAsked()) {
            return options.finish(scenario.measure(), command, out);
        }
        Optional<Opponent> opponent = against.opponent(command, conditions);
        return opponent.isEmpty() ? Main.UNAVAILABLE : options.finish(scenario.measureAgainst(
                opponent.get(), against.own(command, conditions)), command, out);
    }
}
