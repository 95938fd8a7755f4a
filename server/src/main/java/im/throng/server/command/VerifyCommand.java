package im.throng.server.command;

import im.throng.server.ExitCode;
import im.throng.server.config.ServerConfig;
import im.throng.server.config.Settings;
import im.throng.server.wiring.AccountStores;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Compares the store with another one, as after a move.
@Command(name = "verify", description = {
    "Compares all accounts with those of a second store.",
    "It looks at ids, names, sex, bio, avatar, role, creation and password. It ends with 0 "
            + "if they are equal and with 1 if they differ."})
final class VerifyCommand extends StoreCommand {

    @Option(names = "--against", paramLabel = "CONFIG",
            description = "the second store's configuration file; the environment does not count "
                    + "for it")
    private @Nullable Path against;

    @Option(names = "--against-set", paramLabel = "KEY=VALUE",
            description = "a key of the second store, over that file, or without one over the "
                    + "first store's configuration; repeatable")
    private Map<String, String> againstSet = Map.of();

    @Option(names = "--list", paramLabel = "N", defaultValue = "20",
            description = "how many differences to list (default: ${DEFAULT-VALUE})")
    private int listedMax;

    VerifyCommand(Streams streams) {
        super(streams);
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores first) {
        if (against == null && againstSet.isEmpty()) {
            throw new CommandException(ExitCode.USAGE,
                    "name the second store: --against or --against-set");
        }
        ServerConfig other = ServerConfig.of(otherSettings());
        try (AccountStores second = AccountStores.open(other, halt());
                var progress = new Progress(streams(), "accounts", 0)) {
            if (first.place().equals(second.place())) {
                throw new CommandException(ExitCode.USAGE,
                        "both are the same store: " + first.place());
            }
            var comparison = new Comparison(first.users(), second.users(), listedMax, progress);
            comparison.run();
            progress.end();
            return tell(comparison, first, second);
        }
    }

    private ExitCode tell(Comparison comparison, AccountStores first, AccountStores second) {
        var out = streams().out();
        comparison.listed().forEach(out::println);
        if (comparison.different() > comparison.listed().size()) {
            out.println("and " + (comparison.different() - comparison.listed().size()) + " more");
        }
        boolean equal = comparison.different() == 0;
        out.println((equal ? "EQUAL: " : "DIFFERENT: ") + comparison.equal()
                + " accounts are the same, " + comparison.different() + " are not; first store "
                + first.place() + ", second store " + second.place());
        return equal ? ExitCode.DONE : ExitCode.DIFFERENT;
    }

    private Settings otherSettings() {
        Settings settings = against == null ? options().settings() : new Settings().file(against);
        againstSet.forEach((key, value) -> settings.set(key, value, "--against-set"));
        return settings;
    }
}
