package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.ThrongClient;
import im.throng.client.ThrongClientBuilder;
import im.throng.client.ThrongListener;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.Command;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.TroubleText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Runs the two menus and hands each choice to the controller of its concern.
///
/// Threading: [#run] by the main thread; as a listener, by the client's listening thread.
final class MainController implements ThrongListener, AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(300);

    private final Screen screen;
    private final Texts texts;
    private final TroubleText troubles;
    private final ThrongClient client;
    private final AccountController account;
    private final PresenceController presence;
    private final ChatController chat;
    private boolean away; // Confined to the listening thread.

    MainController(ThrongClientBuilder clients, Screen screen, Texts texts, TokenFolder tokens,
                   Options options, Clock clock) {
        this.screen = screen;
        this.texts = texts;
        this.troubles = new TroubleText(texts);
        this.client = clients.host(options.host()).port(options.port()).listener(this).build();
        this.account = new AccountController(client, screen, texts, tokens, options);
        this.presence = new PresenceController(client, screen, texts);
        this.chat = new ChatController(client, screen, texts, clock);
    }

    /// Runs until the user leaves or the input ends.
    ExitCode run() {
        if (!account.reach()) {
            return ExitCode.UNREACHABLE;
        }
        account.resume();
        while (true) {
            Optional<User> user = account.user();
            boolean goesOn = user.isPresent() ? secondMenu(user.get()) : firstMenu();
            if (!goesOn) {
                return leave();
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private boolean firstMenu() {
        screen.print(texts.say(Phrase.FIRST_MENU));
        String choice = screen.read(false);
        if (choice == null) {
            return false;
        }
        return switch (choice.strip()) {
            case "1" -> account.login();
            case "2" -> account.register();
            case "3" -> {
                screen.print(texts.say(Phrase.LEAVE_FIRST));
                yield false;
            }
            default -> {
                screen.print(texts.say(Phrase.FIRST_WRONG));
                yield true;
            }
        };
    }

    /// Runs the second menu until its user leaves it.
    ///
    /// @return false if the program is to end
    private boolean secondMenu(User user) {
        UserId self = user.userId();
        attempt(() -> {
            presence.list(Phrase.ONLINE_AT_LOGIN, self);
            chat.tellUnread();
        });
        showMenu(user);
        while (true) {
            String line = screen.read(true);
            if (line == null) {
                return false;
            }
            if (account.user().isEmpty()) {
                return true;
            }
            Command command = CommandParser.parse(line);
            if (command instanceof Command.Leave) {
                screen.print(texts.say(Phrase.LEAVE_SECOND));
                return false;
            }
            if (!attempt(() -> carryOut(command, user))) {
                return false;
            }
            if (account.user().isEmpty()) {
                return true;
            }
        }
    }

    /// Carries out a command that may fail, and says so if it does.
    private void attempt(Runnable action) {
        attempt(() -> {
            action.run();
            return true;
        });
    }

    private boolean attempt(java.util.function.BooleanSupplier action) {
        try {
            return action.getAsBoolean();
        } catch (ClientException trouble) {
            screen.print(troubles.of(trouble));
            return true;
        }
    }

    private boolean carryOut(Command command, User user) {
        UserId self = user.userId();
        switch (command) {
            case Command.ShowMenu _ -> {
                showMenu(user);
                screen.print(texts.say(Phrase.MORE_COMMANDS));
                return true;
            }
            case Command.ShowOnline _ -> presence.list(Phrase.ONLINE_NOW, self);
            case Command.AskAndSay _ -> {
                if (!chat.askAndSay()) {
                    return false;
                }
            }
            case Command.Say(String text) -> chat.say(ConversationName.ALL, text);
            case Command.Tell(UserId to, String text) ->
                    chat.say(new ConversationName.Direct(to), text);
            case Command.ShowMessages(UserId with) -> chat.list(
                    with == null ? ConversationName.ALL : new ConversationName.Direct(with), self);
            case Command.Logout _ -> {
                chat.settle();
                account.logout();
                return true;
            }
            case Command.Leave _ -> {
                return false;
            }
            case Command.WrongChoice _ -> screen.print(texts.say(Phrase.SECOND_WRONG));
            case Command.UnknownCommand(String word) ->
                    screen.print(texts.say(Phrase.COMMAND_WRONG, HarmlessText.of(word)));
        }
        // What came of a line is told before the menu: a script must see it, a person may.
        if (screen.isInteractive()) {
            chat.settle(GLANCE);
        } else {
            chat.settle();
        }
        showMenu(user);
        return true;
    }

    private void showMenu(User user) {
        screen.print(texts.say(Phrase.SECOND_MENU, HarmlessText.of(user.userName())));
    }

    private ExitCode leave() {
        boolean allSent = chat.settle();
        if (account.user().isEmpty()) {
            return account.outcome();
        }
        attempt(chat::markShown);
        return allSent || screen.isInteractive() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }

    @Override
    public void connected(AccountReply.LoggedIn session) {
        account.renewed(session);
        if (away) {
            away = false;
            screen.print(texts.say(Phrase.BACK));
        }
    }

    @Override
    public void disconnected(String reason, Duration retryIn) {
        if (!away) {
            away = true;
            screen.print(texts.say(Phrase.LOST));
        }
    }

    @Override
    public void loginNeeded(String reason) {
        away = false;
        if (account.ended()) {
            screen.print(texts.say(Phrase.SESSION_OVER, HarmlessText.of(reason)));
            screen.print(texts.say(Phrase.PRESS_ENTER));
        }
    }

    @Override
    public void message(Entry entry) {
        account.user().ifPresent(user -> chat.arrived(entry, user.userId()));
    }

    @Override
    public void presence(Push.PresenceChanged changed) {
        account.user().ifPresent(user -> presence.changed(changed, user.userId()));
    }
}
