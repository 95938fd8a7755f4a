package im.throng.server.command;

import im.throng.server.ExitCode;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Imports accounts. The file is checked to its end before anything is written.
@Command(name = "import", description = {
    "Makes the accounts of a CSV file.",
    "Its columns are id,name,password; a password that begins with $argon2id$ is a hash. With a "
            + "header line there may also be sex, bio, avatar, role and createdAt.",
    "If a line is wrong nothing is imported. Ids that are taken are left alone."})
final class ImportCommand extends StoreCommand {

    private static final double NANOS_PER_SECOND = 1e9;

    @Parameters(paramLabel = "FILE", description = "the file; - is the standard input")
    private @Nullable Path file;

    @Option(names = "--skip-wrong", description = "leaves wrong lines out and imports the rest")
    private boolean skipWrong;

    ImportCommand(Streams streams) {
        super(streams);
    }

    @Override
    boolean makes() {
        return true;
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) {
        if (file == null) {
            throw new CommandException(ExitCode.USAGE, "name a file");
        }
        long began = System.nanoTime();
        var accounts = new AccountFile(file, streams(), config.accounts().passwordMax(),
                InstantSource.system().millis());
        var census = new Census();
        accounts.read(census);
        census.words().forEach(streams().err()::println);
        if (census.wrong() > 0 && !skipWrong) {
            streams().err().println("nothing was imported; correct the lines, or leave them out "
                    + "with --skip-wrong");
            return ExitCode.DATA;
        }
        try (var progress = new Progress(streams(), "accounts", census.accounts());
                var intake = new Intake(stores, config.accounts(), progress, skipWrong)) {
            accounts.read(intake);
            intake.flush();
            progress.end();
            summarize(intake, census, (System.nanoTime() - began) / NANOS_PER_SECOND);
        }
        return ExitCode.DONE;
    }

    private void summarize(Intake intake, Census census, double seconds) {
        PrintStream out = streams().out();
        out.printf(Locale.ROOT, "imported %d accounts in %.2f s%n", intake.made(), seconds);
        if (census.wrong() > 0) {
            out.println("left out " + census.wrong() + " wrong lines");
        }
        if (intake.taken() > 0) {
            out.println("left alone " + intake.taken() + " whose ids were taken: "
                    + intake.takenListed().stream().map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + (intake.taken() > intake.takenListed().size() ? " ..." : ""));
        }
    }
}
