package im.throng.server.wiring;

import im.throng.server.account.AccountConfig;
import im.throng.server.account.AccountController;
import im.throng.server.account.AccountChanges;
import im.throng.server.account.AccountListener;
import im.throng.server.account.AccountSessions;
import im.throng.server.account.Departures;
import im.throng.server.account.Greeting;
import im.throng.server.account.ProfileRefresh;
import im.throng.server.account.Profiles;
import java.util.List;
import im.throng.server.account.Argon2Hasher;
import im.throng.server.account.Attempts;
import im.throng.server.account.HashPool;
import im.throng.server.account.Logins;
import im.throng.server.account.NoticeWatch;
import im.throng.server.account.Passwords;
import im.throng.server.account.Registrations;
import im.throng.server.account.Revocations;
import im.throng.server.account.Tokens;
import im.throng.server.account.UserStore;
import im.throng.server.chat.AppendService;
import im.throng.server.chat.ChatController;
import im.throng.server.chat.ConversationRates;
import im.throng.server.chat.HistoryService;
import im.throng.server.chat.ListService;
import im.throng.server.chat.ReadService;
import im.throng.server.config.ServerConfig;
import im.throng.server.delivery.Delivery;
import im.throng.server.dispatch.BriefDispatcher;
import im.throng.server.dispatch.ClassicDispatcher;
import im.throng.server.dispatch.Dispatcher;
import im.throng.server.gateway.Networks;
import im.throng.server.gateway.PacketFactory;
import im.throng.server.group.GroupArrivals;
import im.throng.server.group.GroupController;
import im.throng.server.group.GroupDirectory;
import im.throng.server.group.GroupService;
import im.throng.server.presence.PresenceController;
import im.throng.server.presence.PresenceService;
import im.throng.server.session.Entrance;
import im.throng.server.session.Sessions;
import im.throng.server.storage.jdbc.SqlStorage;
import im.throng.server.telemetry.Meters;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The features, built over their stores and the delivery, with the main controllers in front.
///
/// Threading: built and closed by one thread.
final class Features implements AutoCloseable {

    private final ServerConfig config;
    private final SqlStorage storage;
    private final InstantSource clock;
    private final SecureRandom random;
    private final UserStore users;
    private final Sessions sessions;
    private final Delivery delivery;
    private final Profiles profiles;
    private final ProfileRefresh refresh;
    private final NoticeWatch notices;
    private final HashPool hashes;
    private final Departures departures;
    private final PresenceService presence;
    private final GroupService groups;
    private final GroupArrivals arrivals;
    private final ReadService reads;
    private final Dispatcher dispatcher;
    private final ClassicDispatcher classicDispatcher;
    private final BriefDispatcher briefDispatcher;

    Features(ServerConfig config, SqlStorage storage, UserStore users, byte[] tokenKey,
             ConversationRates rates, Basis basis) {
        this.config = config;
        this.storage = storage;
        this.clock = basis.clock();
        this.random = basis.random();
        Meters meters = basis.meters();
        this.users = users;
        AccountConfig accountConfig = config.accounts();
        this.sessions = new Sessions(config.gateway().perSessionMax());
        this.delivery = new Delivery(new PacketFactory(), sessions, meters);
        this.profiles = new Profiles(users, sessions, System::nanoTime);
        this.refresh = new ProfileRefresh(profiles);
        this.hashes = new HashPool(accountConfig.hashThreads(), accountConfig.hashQueue(),
                accountConfig.loginWait(), meters);
        this.presence = new PresenceService(
                storage.presence(), delivery, clock, config.presence());
        var entries = storage.entries();
        var groupStore = storage.groups();
        var directory = new GroupDirectory(groupStore, profiles, clock, config.groups());
        this.groups = new GroupService(groupStore, profiles, config.groups(), random);
        this.arrivals = new GroupArrivals(delivery, groupStore);
        var history = new HistoryService(entries, profiles, directory);
        var conversations = storage.conversations();
        this.reads = new ReadService(entries, conversations, history, directory, delivery);
        // Before what commands have revoked by now is read.
        long newestNotice = NoticeWatch.newest(storage.notices(), clock);
        AccountSessions accountSessions = accountSessions();
        this.notices = new NoticeWatch(storage.notices(), newestNotice, profiles,
                accountSessions);
        this.departures = new Departures(storage.departures(), users, profiles,
                accountSessions, listeners());
        AccountController accounts = accounts(new Tokens(tokenKey), accountSessions);
        var presenceController = new PresenceController(presence);
        storage.tell(delivery);
        var appends = new AppendService(entries, profiles, rates, config.chat(), meters);
        var chats = new ChatController(appends, history, reads,
                new ListService(conversations, history), random);
        this.dispatcher = new Dispatcher(accounts, presenceController,
                new GroupController(groups, directory), chats, random, meters);
        this.classicDispatcher =
                new ClassicDispatcher(accounts, presenceController, chats, dispatcher);
        this.briefDispatcher = new BriefDispatcher(accounts, dispatcher);
        meters.gauge("throng_users_online", "Users who are connected, the invisible too.",
                sessions::users);
        meters.gauge("throng_sessions_online", "Sessions that are connected.",
                sessions::sessions);
        sessions.listen(arrivals);
        sessions.listen(presence);
        sessions.listen(refresh);
        notices.start();
        arrivals.start();
        departures.start();
    }

    Sessions sessions() {
        return sessions;
    }

    Entrance entrance() {
        return arrivals;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    ClassicDispatcher classicDispatcher() {
        return classicDispatcher;
    }

    BriefDispatcher briefDispatcher() {
        return briefDispatcher;
    }

    @Override
    public void close() {
        departures.close();
        arrivals.close();
        notices.close();
        presence.close();
        refresh.close();
        hashes.close();
    }

    private AccountSessions accountSessions() {
        var store = storage.sessions();
        var revocations = new Revocations(store, clock, config.accounts());
        var accountSessions =
                new AccountSessions(store, revocations, sessions, clock, config.accounts());
        sessions.listen(accountSessions);
        return accountSessions;
    }

    private List<AccountListener> listeners() {
        return List.of(groups, reads, presence);
    }

    private AccountController accounts(Tokens tokens, AccountSessions accountSessions) {
        AccountConfig accountConfig = config.accounts();
        List<AccountListener> listeners = listeners();
        var attempts = new Attempts(accountConfig,
                new Networks(accountConfig.attempts().exempt())::contains, System::nanoTime);
        var passwords = new Passwords(users, new Argon2Hasher(accountConfig.hash(), random),
                hashes, attempts, listeners, accountConfig);
        var greeting = new Greeting(presence, clock, storage.epoch(random),
                config.gateway().heartbeat().toMillis(), config.gateway().frameBytesMax(),
                config.chat().textBytesMax());
        return new AccountController(
                new Registrations(users, passwords, attempts, listeners, clock, accountConfig),
                new Logins(users, accountSessions, passwords, tokens, clock, random,
                        accountConfig),
                accountSessions,
                new AccountChanges(passwords, accountSessions, departures),
                profiles, sessions, greeting);
    }
}
