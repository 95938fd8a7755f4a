package im.throng.server.command;

import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.ExitCode;
import im.throng.server.account.Account;
import im.throng.server.account.Grants;
import im.throng.server.account.Tokens;
import im.throng.server.account.UserStore;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes tokens, for bots and load tests.
@Command(name = "tokens", description = {
    "Logs users in without their passwords, for bots and load tests.",
    "It begins a session for each user and writes its token: a line of id, tab, token. "
            + "Whoever has a token is logged in as that user; an earlier one made here ends."})
final class TokensCommand extends StoreCommand {

    private static final int CHUNK = 500;
    private static final int DAYS_MAX = 3650;

    @Parameters(paramLabel = "ID", converter = UserIdConverter.class, arity = "0..*",
            description = "for these users")
    private List<UserId> ids = List.of();

    @Option(names = "--all", description = "for all users")
    private boolean all;

    @Option(names = "--days", paramLabel = "N",
            description = "how long they live, 1 to 3650 (default: accounts.token-days)")
    private @Nullable Integer days;

    @Option(names = "--out", paramLabel = "FILE",
            description = "a file only you may read; otherwise the standard output")
    private @Nullable Path file;

    TokensCommand(Streams streams) {
        super(streams);
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) throws IOException {
        if (all != ids.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "name ids, or --all");
        }
        if (days != null && (days < 1 || days > DAYS_MAX)) {
            throw new CommandException(ExitCode.USAGE, "--days must be 1 to " + DAYS_MAX);
        }
        Duration life = days == null ? config.accounts().tokenLife() : Duration.ofDays(days);
        var grants = new Grants(stores.sessions(), stores.notices(),
                new Tokens(stores.tokenKey()), InstantSource.system(), new SecureRandom(),
                config.accounts());
        if (!all) {
            requireAll(stores.users());
        }
        int taken = 0;
        long made = 0;
        try (Writer out = PrivateFile.open(file, streams());
                var progress = new Progress(streams(), "tokens", all ? 0 : ids.size())) {
            List<User> chunk = next(stores.users(), 0, 0);
            while (!chunk.isEmpty()) {
                List<String> tokens = grants.give(chunk, life);
                for (int i = 0; i < chunk.size(); i++) {
                    out.write(chunk.get(i).userId() + "\t" + tokens.get(i) + "\n");
                }
                made += chunk.size();
                progress.reached(made);
                Breath.take();
                taken += CHUNK;
                chunk = next(stores.users(), chunk.getLast().userId().value(), taken);
            }
        }
        if (file != null) {
            streams().out().println("made " + made + " tokens");
        }
        return ExitCode.DONE;
    }

    private List<User> next(UserStore users, long after, int taken) {
        if (all) {
            return users.accountsAfter(after, CHUNK).stream().map(Account::user).toList();
        }
        return taken >= ids.size() ? List.of()
                : users.users(ids.subList(taken, Math.min(ids.size(), taken + CHUNK)));
    }

    /// Nothing is made if one of them is missing.
    private void requireAll(UserStore users) {
        ids = ids.stream().distinct().toList();
        for (UserId id : ids) {
            if (users.users(List.of(id)).isEmpty()) {
                throw noUser(id);
            }
        }
    }
}
