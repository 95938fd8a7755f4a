package im.throng.bench;

import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Fanout;
import im.throng.bench.scenario.Opponent;
import java.io.PrintStream;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench fanout`.
@Command(name = "fanout", mixinStandardHelpOptions = true, sortOptions = false, description =
        "One message to everybody or to a group: the server's CPU for one delivery, and the times.")
final class FanoutCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--to", paramLabel = "all|group", defaultValue = "all",
            description = "whether it is said to everybody or to a group (${DEFAULT-VALUE})")
    private String to = "all";

    @Option(names = "--receivers", paramLabel = "N", defaultValue = "1000",
            description = "how many hear each message (${DEFAULT-VALUE})")
    private int receivers;

    @Option(names = "--senders", paramLabel = "N", defaultValue = "1",
            description = "how many others send (${DEFAULT-VALUE})")
    private int senders;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "1",
            description = "messages of a sender not yet received by all (${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--messages-per-s", paramLabel = "N", defaultValue = "0",
            description = "a fixed rate; 0: as many as may be in flight (${DEFAULT-VALUE})")
    private double perSecond;

    @Option(names = "--text-bytes", paramLabel = "N", defaultValue = "100",
            description = "the length of a text, at least 17 (${DEFAULT-VALUE})")
    private int textBytes;

    @Mixin
    private AgainstOptions against = new AgainstOptions();

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    FanoutCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, to.matches("all|group"), "--to is all or group");
        MeasureOptions.require(command, receivers >= 1 && senders >= 1 && inFlight >= 1
                && perSecond >= 0 && textBytes >= MeasureOptions.TEXT_BYTES_MIN,
                "a number is too small");
        Conditions conditions = options.conditions(command);
        var size = new Fanout.Size(to.equals("group"), receivers, senders, inFlight,
                perSecond, textBytes);
        var scenario = new Fanout(conditions, size);
        if (!against.isAsked()) {
            return options.finish(scenario.measure(), command, out);
        }
        Optional<Opponent> opponent = against.opponent(command, conditions);
        return opponent.isEmpty() ? Main.UNAVAILABLE : options.finish(scenario.measureAgainst(
                opponent.get(), against.own(command, conditions)), command, out);
    }
}
