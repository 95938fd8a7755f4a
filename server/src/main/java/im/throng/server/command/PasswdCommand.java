package im.throng.server.command;

import im.throng.protocol.message.UserId;
import im.throng.server.ExitCode;
import im.throng.server.account.Amendments;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Replaces a password.
@Command(name = "passwd",
        description = "Sets a new password, which is asked for, and ends the user's sessions.")
final class PasswdCommand extends StoreCommand {

    @Parameters(paramLabel = "ID", converter = UserIdConverter.class,
            description = "whose password")
    private @Nullable UserId id;

    @Mixin
    private NewPassword password = new NewPassword();

    PasswdCommand(Streams streams) {
        super(streams);
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) {
        if (id == null || stores.users().find(id).isEmpty()) {
            throw new CommandException(ExitCode.NO_USER, "there is no user " + id);
        }
        String text = password.read(streams(), config.accounts());
        var amendments = new Amendments(stores.users(), stores.sessions(), stores.notices(),
                InstantSource.system(), config.accounts());
        int ended = amendments.password(id, NewPassword.hash(text, config.accounts()), text);
        streams().out().println("user " + id + " has a new password; " + ended
                + (ended == 1 ? " session has" : " sessions have") + " ended");
        return ExitCode.DONE;
    }
}
