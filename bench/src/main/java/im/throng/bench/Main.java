package im.throng.bench;

import im.throng.bench.report.Table;
import im.throng.bench.scenario.Crossing;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts a measurement: reads the options, runs the scenario, prints the figures.
@Command(name = "throng bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures a server that it starts itself, on this machine.",
        synopsisSubcommandLabel = "SCENARIO", subcommands = CheckCommand.class,
        exitCodeOnInvalidInput = Main.USAGE, exitCodeOnExecutionException = Main.SOFTWARE)
public final class Main implements Runnable {

    static final int USAGE = 64;
    static final int UNAVAILABLE = 69;
    static final int SOFTWARE = 70;

    private static final int CROSSING_MIN = 1001;

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Main(PrintStream out) {
        this.out = out;
    }

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(commandLine(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    /// Returns the program, which prints its figures to `out`.
    public static CommandLine commandLine(PrintStream out) {
        var program = new CommandLine(new Main(out)).addSubcommand(new IdleCommand(out))
                .addSubcommand(new FanoutCommand(out)).addSubcommand(new PairsCommand(out))
                .addSubcommand(new GroupsCommand(out))
                .addSubcommand(new HostileCommand(out)).addSubcommand(new GrowthCommand(out))
                .addSubcommand(new PresenceCommand(out))
                .addSubcommand(new ConversationsCommand(out))
                .addSubcommand(new LoginCommand(out)).addSubcommand(new ResumeCommand(out))
                .addSubcommand(new StormCommand(out));
        // A scenario does not inherit them.
        program.getSubcommands().values().forEach(scenario -> scenario.getCommandSpec()
                .exitCodeOnInvalidInput(USAGE).exitCodeOnExecutionException(SOFTWARE));
        return program;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec == null ? new CommandLine(this) : spec.commandLine(), "name a scenario");
    }

    @Command(name = "crossing", mixinStandardHelpOptions = true, description =
            "Clients cross the limit up to which everybody is told of everybody, both ways.")
    void crossing(
            @Option(names = "--clients", defaultValue = "1200",
                    description = "how many are online at most (${DEFAULT-VALUE})") int clients,
            @Option(names = "--json", description = "a JSON object for each row") boolean json) {
        require(clients >= CROSSING_MIN, "--clients must be at least " + CROSSING_MIN);
        var scenario = new Crossing();
        scenario.run(clients);
        print(scenario.table(), json);
    }

    private void require(boolean isSo, String words) {
        if (!isSo) {
            throw new CommandLine.ParameterException(
                    spec == null ? new CommandLine(this) : spec.commandLine(), words);
        }
    }

    private void print(Table table, boolean json) {
        if (json) {
            table.printJson(out);
        } else {
            table.print(out);
        }
    }
}
