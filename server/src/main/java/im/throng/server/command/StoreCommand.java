package im.throng.server.command;

import im.throng.protocol.message.UserId;
import im.throng.server.ConfigOptions;
import im.throng.server.ExitCode;
import im.throng.server.config.ServerConfig;
import im.throng.server.config.Settings;
import im.throng.server.wiring.AccountStores;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What all commands share: the options that name the store, and opening it.
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class StoreCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final Streams streams;

    StoreCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public final Integer call() throws Exception {
        Settings.doubts(System.getenv(), ServerConfig.keys()).forEach(streams.err()::println);
        ServerConfig config = ServerConfig.of(options.settings());
        try (AccountStores stores = makes() ? AccountStores.openOrMake(config, halt())
                : AccountStores.open(config, halt())) {
            return run(config, stores).number();
        } finally {
            streams.out().flush();
        }
    }

    /// Does the work.
    abstract ExitCode run(ServerConfig config, AccountStores stores) throws Exception;

    /// Tells whether it makes the data directory if there is none.
    boolean makes() {
        return false;
    }

    final Streams streams() {
        return streams;
    }

    final ConfigOptions options() {
        return options;
    }

    /// Nobody would ever be answered any more: the process ends with a word.
    final Consumer<Throwable> halt() {
        return death -> {
            streams.err().println("nothing can be stored any more: " + death);
            Runtime.getRuntime().halt(ExitCode.SOFTWARE.number());
        };
    }

    static CommandException noUser(UserId id) {
        return new CommandException(ExitCode.NO_USER, "there is no user " + id);
    }
}
