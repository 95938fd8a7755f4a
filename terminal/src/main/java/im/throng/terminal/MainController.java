package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClientBuilder;
import im.throng.client.ThrongListener;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.User;
import im.throng.terminal.command.Command;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs the two menus and the conversation, and hands on what is chosen or typed.
///
/// After the login there is the menu. The first command with a slash leads into the conversation,
/// where a line that is no command is said; the numbers of the menu work there too, and `/menu`
/// leads back.
///
/// Threading: [#run] by the main thread; as a listener, by the client's listening thread.
final class MainController implements ThrongListener, AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(300);

    private final Desk desk;
    private final AccountController account;
    private final PresenceController presence;
    private final ChatController chat;
    private final CommandController commands;
    private volatile boolean away; // Written by the listening thread.
    private @Nullable String epoch; // Confined to the listening thread.
    private boolean missed;

    MainController(ThrongClientBuilder clients, Screen screen, Texts texts, People people,
                   TokenFolder tokens, Options options, Clock clock) {
        View view = new View();
        view.bell(options.bell());
        this.desk = new Desk(
                clients.host(options.host()).port(options.port()).listener(this).build(),
                screen, texts, people, view, clock);
        this.account = new AccountController(desk, tokens, options);
        this.presence = new PresenceController(desk);
        this.chat = new ChatController(desk);
        this.commands = new CommandController(desk, account, presence, chat);
    }

    /// Runs until the user leaves or the input ends.
    ExitCode run() {
        if (!account.reach()) {
            return ExitCode.UNREACHABLE;
        }
        account.resume();
        while (true) {
            boolean goesOn = account.user().isPresent() ? loggedIn() : firstMenu();
            if (!goesOn) {
                return leave();
            }
        }
    }

    @Override
    public void close() {
        desk.client().close();
    }

    private boolean firstMenu() {
        desk.say(Phrase.FIRST_MENU);
        String choice = desk.screen().readAnswer();
        if (choice == null) {
            return false;
        }
        return switch (choice.strip()) {
            case "1" -> account.login();
            case "2" -> account.register();
            case "3" -> {
                desk.say(Phrase.LEAVE_FIRST);
                yield false;
            }
            default -> {
                desk.say(Phrase.FIRST_WRONG);
                yield true;
            }
        };
    }

    /// Runs the second menu and the conversation until the user leaves or logs out.
    ///
    /// @return false if the program is to end
    private boolean loggedIn() {
        desk.view().menu(true);
        attempt(() -> {
            account.user().ifPresent(
                    user -> presence.list(Phrase.ONLINE_AT_LOGIN, user.userId()));
            chat.tellUnread();
            return true;
        });
        showMenu();
        while (true) {
            String line = desk.screen().readLine(desk.view().prompt());
            if (line == null) {
                return false;
            }
            Optional<User> user = account.user();
            if (user.isEmpty()) {
                return true;
            }
            if (!typed(line, user.get())) {
                return false;
            }
            if (account.user().isEmpty()) {
                return true;
            }
        }
    }

    /// Does what a line says.
    ///
    /// @return false if the program is to end
    private boolean typed(String line, User user) {
        Command command = CommandParser.parse(line);
        switch (command) {
            case Command.Leave _ -> {
                desk.say(Phrase.LEAVE_SECOND);
                return false;
            }
            case Command.ShowMenu _ -> {
                desk.view().menu(true);
                showMenu();
                return true;
            }
            case Command.Nothing _ -> {
                askedForMenu();
                return true;
            }
            case Command.Text(String text) when desk.view().isMenu() -> {
                if (text.equals("?") || text.equals("？")) {
                    askedForMenu();
                    return true;
                }
                desk.say(Phrase.SECOND_WRONG);
            }
            default -> {
                boolean wasMenu = desk.view().isMenu();
                leaveMenu(line, command);
                if (!attempt(command, user)) {
                    return false;
                }
                sayWhereTalkGoes(wasMenu);
            }
        }
        settle();
        return true;
    }

    /// A command with a slash leads into the conversation; a mistyped one leads nowhere.
    private void leaveMenu(String line, Command command) {
        boolean mistyped = command instanceof Command.UnknownCommand
                || command instanceof Command.WrongUse;
        if (CommandParser.isCommand(line) && !mistyped) {
            desk.view().menu(false);
        }
    }

    private void sayWhereTalkGoes(boolean wasMenu) {
        if (wasMenu && !desk.view().isMenu() && desk.screen().isInteractive()
                && account.user().isPresent()) {
            desk.say(Tone.NOTICE, Phrase.TALKING, desk.view().open().text());
        }
    }

    /// Waits for what came of a line where the menu follows, or where a script must see it.
    private void settle() {
        if (!desk.screen().isInteractive()) {
            chat.settle();
        } else if (desk.view().isMenu()) {
            chat.settle(GLANCE);
        }
        if (desk.view().isMenu() && account.user().isPresent()) {
            showMenu();
        }
    }

    private void askedForMenu() {
        if (desk.view().isMenu()) {
            showMenu();
            desk.say(Phrase.MORE_COMMANDS);
        }
    }

    private void showMenu() {
        account.user().ifPresent(
                user -> desk.say(Phrase.SECOND_MENU, HarmlessText.of(user.userName())));
    }

    private boolean attempt(Command command, User user) {
        if (away && CommandController.waitsForServer(command)) {
            missed = true;
            desk.say(Tone.TROUBLE, Phrase.AWAY);
            return true;
        }
        return attempt(() -> commands.carryOut(command, user));
    }

    /// Does what may fail, and says so if it does.
    private boolean attempt(BooleanSupplier action) {
        try {
            return action.getAsBoolean();
        } catch (ClientException trouble) {
            missed |= !(trouble instanceof RefusedException);
            desk.screen().print(Tone.TROUBLE, desk.troubles().of(trouble));
            return true;
        }
    }

    private ExitCode leave() {
        boolean allDone = chat.settle() && !missed;
        if (account.user().isEmpty()) {
            return account.outcome();
        }
        if (!away) {
            attempt(() -> {
                chat.markShown();
                return true;
            });
        }
        return allDone || desk.screen().isInteractive() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }

    @Override
    public void connected(AccountReply.LoggedIn session) {
        account.renewed(session);
        if (!session.epoch().equals(epoch)) {
            chat.forget();
        }
        epoch = session.epoch();
        if (away) {
            away = false;
            desk.say(Tone.NOTICE, Phrase.BACK);
        }
    }

    @Override
    public void disconnected(String reason, Duration retryIn) {
        if (!away) {
            away = true;
            desk.say(Tone.TROUBLE, Phrase.LOST);
        }
    }

    @Override
    public void loginNeeded(String reason) {
        away = false;
        chat.forget();
        if (account.ended()) {
            desk.say(Tone.TROUBLE, Phrase.SESSION_OVER, desk.troubles().ofEnd(reason));
            desk.say(Phrase.PRESS_ENTER);
        }
    }

    @Override
    public void message(Entry entry) {
        account.user().ifPresent(user -> chat.arrived(entry, user));
    }

    @Override
    public void presence(Push.PresenceChanged changed) {
        account.user().ifPresent(user -> presence.changed(changed, user.userId()));
    }

    @Override
    public void watched(List<PresenceReply.WatchedUser> users) {
        presence.watched(users);
    }
}
