package im.throng.server.command;

import im.throng.protocol.codec.UserLine;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.ExitCode;
import im.throng.server.account.Account;
import im.throng.server.account.UserStore;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists users, a page at a time.
@Command(name = "list", description = "Lists users by id, or those whose name begins so.")
final class ListCommand extends StoreCommand {

    @Option(names = "--search", paramLabel = "PREFIX",
            description = "those whose name begins so, by name")
    private @Nullable String search;

    @Option(names = "--after", paramLabel = "ID", defaultValue = "0",
            description = "goes on after this id")
    private long after;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100",
            description = "at most so many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    ListCommand(Streams streams) {
        super(streams);
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) {
        if (limit < 1) {
            throw new CommandException(ExitCode.USAGE, "--limit must be at least 1");
        }
        List<User> page = search == null ? page(stores.users())
                : stores.users().namedLike(search, limit);
        if (!json && !page.isEmpty()) {
            streams().out().println("id               role   made                  name");
        }
        page.forEach(user -> streams().out().println(json ? UserLine.json(user) : line(user)));
        if (search == null && page.size() == limit) {
            UserId last = page.getLast().userId();
            if (!stores.users().accountsAfter(last.value(), 1).isEmpty()) {
                streams().err().println("there are more: --after " + last);
            }
        }
        return ExitCode.DONE;
    }

    private List<User> page(UserStore users) {
        return users.accountsAfter(after, limit).stream().map(Account::user).toList();
    }

    private static String line(User user) {
        // A name of another system may hold what would rewrite the operator's screen.
        String name = user.userName().replaceAll("\\p{Cntrl}", "\uFFFD");
        return String.format(Locale.ROOT, "%-16d %-6s %-21s %s", user.userId().value(),
                user.role().wireName(), Instant.ofEpochMilli(user.createdAt() / 1000 * 1000),
                name);
    }
}
