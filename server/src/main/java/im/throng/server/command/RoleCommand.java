package im.throng.server.command;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.UserId;
import im.throng.server.ExitCode;
import im.throng.server.account.Amendments;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Gives a role.
@Command(name = "role", description = "Says what a user may do on the whole server.")
final class RoleCommand extends StoreCommand {

    @Parameters(index = "0", paramLabel = "ID", converter = UserIdConverter.class,
            description = "whose role")
    private @Nullable UserId id;

    @Parameters(index = "1", paramLabel = "admin|user", description = "the role")
    private Role role = Role.USER;

    RoleCommand(Streams streams) {
        super(streams);
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) {
        var amendments = new Amendments(stores.users(), stores.sessions(), stores.notices(),
                InstantSource.system(), config.accounts());
        if (id == null || !amendments.role(id, role)) {
            throw new CommandException(ExitCode.NO_USER, "there is no user " + id);
        }
        streams().out().println("user " + id + " has the role " + role.wireName());
        return ExitCode.DONE;
    }
}
