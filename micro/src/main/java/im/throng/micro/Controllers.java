package im.throng.micro;

import im.throng.protocol.message.GroupId;
import im.throng.server.account.AccountChanges;
import im.throng.server.account.AccountConfig;
import im.throng.server.account.AccountController;
import im.throng.server.account.AccountSessions;
import im.throng.server.account.Argon2Hasher;
import im.throng.server.account.Attempts;
import im.throng.server.account.DepartureStore;
import im.throng.server.account.Departures;
import im.throng.server.account.Greeting;
import im.throng.server.account.HashPool;
import im.throng.server.account.Logins;
import im.throng.server.account.Passwords;
import im.throng.server.account.Profiles;
import im.throng.server.account.Registrations;
import im.throng.server.account.Revocations;
import im.throng.server.account.SessionStore;
import im.throng.server.account.Tokens;
import im.throng.server.account.UserStore;
import im.throng.server.chat.AppendService;
import im.throng.server.chat.ChatController;
import im.throng.server.chat.ConversationRates;
import im.throng.server.chat.ConversationStore;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.HistoryService;
import im.throng.server.chat.ListService;
import im.throng.server.chat.ReadService;
import im.throng.server.config.ServerConfig;
import im.throng.server.delivery.Delivery;
import im.throng.server.dispatch.Dispatcher;
import im.throng.server.gateway.PacketFactory;
import im.throng.server.group.GroupController;
import im.throng.server.group.GroupDirectory;
import im.throng.server.group.GroupService;
import im.throng.server.group.GroupStore;
import im.throng.server.presence.PresenceController;
import im.throng.server.presence.PresenceService;
import im.throng.server.presence.PresenceStore;
import im.throng.server.session.Sessions;
import im.throng.server.telemetry.Meters;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The main controller with all that stands behind it, over a store of entries and otherwise over
/// stores in which nothing is kept, as configured by default and without rates.
///
/// Threading: built and closed by one thread.
final class Controllers implements AutoCloseable {

    private static final int TOKEN_KEY_BYTES = 32;

    private final ServerConfig config = ServerConfig.of(Map.of());
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Sessions sessions = new Sessions(1);
    private final UserStore users = Empty.of(UserStore.class);
    private final Profiles profiles = new Profiles(users, sessions, System::nanoTime);
    private final Delivery delivery = new Delivery(new PacketFactory(), sessions, Meters.NONE);
    private final PresenceService presence;
    private final HashPool hashes;
    private final Dispatcher dispatcher;

    Controllers(EntryStore entries) {
        AccountConfig accounts = config.accounts();
        this.presence = new PresenceService(Empty.of(PresenceStore.class), delivery, clock,
                config.presence());
        this.hashes = new HashPool(accounts.hashThreads(), accounts.hashQueue(),
                accounts.loginWait(), Meters.NONE);
        var groups = Empty.of(GroupStore.class);
        var directory = new GroupDirectory(groups, profiles, clock, config.groups());
        this.dispatcher = new Dispatcher(accounts(accounts), new PresenceController(presence),
                new GroupController(new GroupService(groups, profiles, config.groups(), random),
                        directory), chats(entries, directory), random, Meters.NONE);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public void close() {
        presence.close();
        hashes.close();
    }

    private ChatController chats(EntryStore entries, GroupDirectory directory) {
        var conversations = Empty.of(ConversationStore.class);
        var history = new HistoryService(entries, profiles, directory);
        return new ChatController(
                new AppendService(entries, profiles, new NoRates(), config.chat(), Meters.NONE),
                history,
                new ReadService(entries, conversations, history, directory, delivery),
                new ListService(conversations, history), random);
    }

    private AccountController accounts(AccountConfig accounts) {
        var kept = Empty.of(SessionStore.class);
        var live = new AccountSessions(kept, new Revocations(kept, clock, accounts), sessions,
                clock, accounts);
        var attempts = new Attempts(accounts, _ -> false, System::nanoTime);
        var passwords = new Passwords(users, new Argon2Hasher(accounts.hash(), random), hashes,
                attempts, List.of(), accounts);
        var departures = new Departures(Empty.of(DepartureStore.class), users, profiles, live,
                List.of());
        return new AccountController(
                new Registrations(users, passwords, attempts, List.of(), clock, accounts),
                new Logins(users, live, passwords, new Tokens(new byte[TOKEN_KEY_BYTES]), clock,
                        random, accounts),
                live, new AccountChanges(passwords, live, departures), profiles, sessions,
                new Greeting(presence, clock, "epoch",
                        config.gateway().heartbeat().toMillis(),
                        config.gateway().frameBytesMax(), config.chat().textBytesMax()));
    }

    /// Anybody may write as fast as can be.
    private static final class NoRates implements ConversationRates {

        @Override
        public long admitToAll() {
            return 0;
        }

        @Override
        public long admitTo(GroupId group) {
            return 0;
        }
    }
}
