package im.throng.server.command;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.UserId;
import im.throng.server.ExitCode;
import im.throng.server.account.NewAccount;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes one account, such as the first one of an administrator.
@Command(name = "add", description = "Makes an account; the password is asked for.")
final class AddCommand extends StoreCommand {

    @Option(names = "--id", paramLabel = "N", converter = UserIdConverter.class,
            description = "its id; otherwise the next free one from 10000")
    private @Nullable UserId id;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "its name")
    private String name = "";

    @Option(names = "--admin", description = "it may administer the server")
    private boolean admin;

    @Mixin
    private NewPassword password = new NewPassword();

    AddCommand(Streams streams) {
        super(streams);
    }

    @Override
    boolean makes() {
        return true;
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) {
        Limits.requireName("name", name);
        String text = password.read(streams(), config.accounts());
        UserId made = stores.users().create(new NewAccount(id, name, "",
                admin ? Role.ADMIN : Role.USER, NewPassword.hash(text, config.accounts()),
                InstantSource.system().millis()));
        stores.conversations().begin(made);
        streams().out().println("made user " + made + (admin ? ", an administrator" : ""));
        return ExitCode.DONE;
    }
}
