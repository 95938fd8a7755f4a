package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClientBuilder;
import im.throng.client.store.StoreException;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.Command;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.profile.StoreFolder;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Runs the two menus and the conversation, and hands on what is chosen or typed.
///
/// After the login there is the menu. The first command with a slash leads into the conversation,
/// where a line that is no command is said; the numbers of the menu work there too, and `/menu`
/// leads back.
///
/// Threading: the main thread.
final class MainController implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(300);
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final Desk desk;
    private final AccountController account;
    private final PresenceController presence;
    private final ChatController chat;
    private final ConversationController conversations;
    private final CommandController commands;
    private final Mailbag mailbag;
    private final EventController events;
    private final Drafts drafts;
    private final Ticker ticker = new Ticker();
    private boolean missed;

    MainController(ThrongClientBuilder clients, Stage stage, TokenFolder tokens, Options options,
                   Clock clock) {
        Traffic traffic = stage.traffic();
        View view = new View();
        view.bell(options.bell());
        stage.screen().notifyBy(options.notifyBy());
        clients.host(options.host()).port(options.port());
        this.desk = new Desk(new Clients(clients, StoreFolder.of(options.data(), options.host(),
                options.port())), stage.screen(), stage.texts(), stage.people(), view, clock);
        this.account = new AccountController(desk, tokens, options);
        this.presence = new PresenceController(desk);
        this.mailbag = new Mailbag(desk, traffic.readNews()::said);
        this.chat = new ChatController(desk, traffic.unread(), mailbag);
        this.conversations = new ConversationController(desk, chat, traffic.unread());
        this.events = new EventController(desk, account, presence, chat, mailbag, traffic);
        this.drafts = new Drafts(desk);
        this.commands = new CommandController(desk, account, presence, chat, mailbag,
                conversations, events::left);
        clients.listener(events);
        stage.screen().whileTyping(events::typed);
    }

    /// Runs until the user leaves or the input ends.
    ExitCode run() {
        ticker.start(this::tick);
        Optional<TokenFolder.Kept> kept = account.kept();
        kept.ifPresent(session -> own(session.userId(), true));
        boolean reached = kept.isPresent() ? account.reach(kept.get()) : account.reach();
        if (!reached) {
            return ExitCode.UNREACHABLE;
        }
        while (true) {
            boolean goesOn = account.user().isPresent() ? loggedIn() : firstMenu();
            if (!goesOn) {
                return leave();
            }
        }
    }

    @Override
    public void close() {
        ticker.close();
        desk.clients().close();
    }

    private void tick() {
        events.tick();
        if (account.user().isPresent()) {
            drafts.tick();
        }
    }

    /// Goes on with the local store of an account, and shows what it holds.
    private void own(UserId user, boolean shown) {
        events.begin();
        desk.clients().forOwner(user, desk);
        conversations.begin(shown);
        mailbag.begin();
    }

    private boolean firstMenu() {
        desk.say(Phrase.FIRST_MENU);
        String choice = desk.screen().readAnswer();
        if (choice == null) {
            return false;
        }
        return switch (choice.strip()) {
            case "1" -> account.login(user -> own(user, false));
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
        welcome();
        while (true) {
            String line = desk.screen().readLine(events.prompt(), drafts.begun());
            desk.screen().setAside().ifPresent(drafts::ended);
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

    /// Shows the menu with what happened meanwhile; without a server there is only to read.
    private void welcome() {
        desk.view().menu(!desk.view().isAway());
        if (desk.view().isAway()) {
            sayWhereTalkGoes(true);
            return;
        }
        attempt(() -> {
            account.user().ifPresent(
                    user -> presence.list(Phrase.ONLINE_AT_LOGIN, user.userId()));
            conversations.tellUnread();
            return true;
        });
        showMenu();
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
                if (desk.view().isAway()) {
                    desk.client().reconnectNow();
                }
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
            case Command.Edit _ -> {
                leaveMenu(line, command);
                drafts.edit();
            }
            case Command.GoTo _ when desk.view().isMenu() && !CommandParser.isCommand(line) ->
                    desk.say(Phrase.SECOND_WRONG);
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
        if (desk.view().isAway() && commands.waitsForServer(command)) {
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
        } catch (StoreException trouble) {
            missed = true;
            desk.say(Tone.TROUBLE, Phrase.STORE_TROUBLE, HarmlessText.of(trouble.words()));
            return true;
        }
    }

    private ExitCode leave() {
        if (desk.screen().isInteractive()) {
            chat.settle(LEAVING);
        } else {
            chat.settle();
        }
        boolean allDone = mailbag.isAllStored() && !missed;
        if (account.user().isEmpty()) {
            return account.outcome();
        }
        chat.markShown();
        if (mailbag.waiting() > 0) {
            desk.say(Tone.NOTICE, Phrase.OUTBOX_KEPT, mailbag.waiting());
        }
        return allDone || desk.screen().isInteractive() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }
}
