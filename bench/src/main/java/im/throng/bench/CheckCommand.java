package im.throng.bench;

import im.throng.bench.trial.Trial;
import im.throng.bench.trial.TrialPlan;
import im.throng.bench.trial.TrialReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./throng check`: kills a server again and again and looks whether it kept its promises.
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Kills a server of its own (SIGKILL) while it is talked to, and checks that "
                + "what it acknowledged is there, once and in order. The server runs without "
                + "limits on speed.",
        exitCodeOnInvalidInput = Main.USAGE, exitCodeOnExecutionException = Main.SOFTWARE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every promise was kept", "1:a promise was broken",
            "2:too little was acknowledged to say", "64:wrong options", "70:it did not run"})
final class CheckCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--cycles", defaultValue = "10",
            description = "how often the server is killed (${DEFAULT-VALUE})")
    private int cycles;

    @Option(names = "--seconds-per-cycle", defaultValue = "4",
            description = "how long it lives until then, on average (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--rate", defaultValue = "1000",
            description = "about how many requests a second it gets (${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--seed", description = "what the plan comes from; otherwise a new one")
    private @Nullable Long seed;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        TrialReport report = new Trial(plan(), List.of()).run();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        return report.exitCode();
    }

    private TrialPlan plan() {
        try {
            return new TrialPlan(cycles, (int) Math.min(seconds * 1000, Integer.MAX_VALUE), rate,
                    seed == null ? new SplittableRandom().nextInt(Integer.MAX_VALUE) : seed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec == null ? new CommandLine(this) : spec.commandLine(), e.getMessage(), e);
        }
    }
}
