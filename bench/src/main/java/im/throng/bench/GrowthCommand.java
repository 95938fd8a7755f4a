package im.throng.bench;

import im.throng.bench.report.Report;
import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Growth;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench growth`.
@Command(name = "growth", mixinStandardHelpOptions = true, sortOptions = false, description =
        "Memory, logins, deliveries and heartbeats while more and more are online, as plots.")
final class GrowthCommand implements Callable<Integer> {

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--sizes", paramLabel = "N", split = ",",
            defaultValue = "1000,3000,6000,12000,18000",
            description = "how many are online, rising (${DEFAULT-VALUE}); each takes a file "
                    + "descriptor in both processes")
    private List<Integer> sizes = List.of();

    @Option(names = "--svg", paramLabel = "FOLDER",
            description = "writes each plot as a file there, too: growth-login.svg and others")
    private @Nullable Path folder;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    GrowthCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        MeasureOptions.require(command, sizes.getFirst() >= 2
                && sizes.equals(sizes.stream().distinct().sorted().toList()),
                "--sizes are numbers from 2 on, each above the one before");
        MeasureOptions.requireFolder(command, "--svg",
                folder == null ? null : folder.resolve("growth.svg"));
        Conditions conditions = options.conditions(command);
        Report report = new Growth(conditions, sizes).measure();
        int code = options.finish(report, command, out);
        if (folder != null) {
            Path into = folder;
            report.drawings().forEach((title, drawing) -> MeasureOptions.write(
                    into.resolve("growth-" + title.replace(' ', '-') + ".svg"), drawing));
        }
        return code;
    }
}
