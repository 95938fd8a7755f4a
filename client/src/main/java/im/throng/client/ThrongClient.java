package im.throng.client;

import im.throng.client.listen.EntrySource;
import im.throng.client.listen.ListeningThread;
import im.throng.client.request.Outcome;
import im.throng.client.store.CachedConversation;
import im.throng.client.store.LocalStore;
import im.throng.client.store.StoreException;
import im.throng.client.transport.Link;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.MemberRequest;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection to a Throng server for one account.
///
/// Each method asks the server and waits for the answer, at most for the request's timeout. It
/// returns what the server said, or throws
///
/// - [RefusedException] with the server's code and words,
/// - [DisconnectedException] if there is no connection that could answer,
/// - [TimedOutException] if no answer came in time.
///
/// Once logged in, a lost connection is made again by itself, and the session goes on; what is
/// asked meanwhile waits. A message that was under way is sent again with its key, so a restart of
/// the server loses none and doubles none. What happens by itself is told to the
/// [ThrongListener].
///
/// ```java
/// ThrongListener listener = new ThrongListener() {
///     @Override
///     public void message(Entry entry) {
///         System.out.println(entry.fromName() + ": " + entry.body());
///     }
/// };
/// try (ThrongClient client = ThrongClient.builder()
///         .host(host).port(port).listener(listener).build()) {
///     UserId me = client.register("a good password", "Ada");
///     client.login(me, "a good password");
///     client.send(ConversationName.ALL, "hello, everybody");
///     client.history(ConversationName.ALL, new HistoryRange.Newest(), 20)
///             .entries().forEach(listener::message);
/// }
/// ```
///
/// Threading: any thread may call any method, the listening thread too: a listener that waits for
/// an answer is told nothing else until it returns. The client has two threads of its own, and one
/// more for a local store.
public final class ThrongClient implements AutoCloseable {

    private static final long CLOSE_MS = 2_000;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final ListeningThread listening;
    private final Link link;
    private final Asking asking;
    private final String device;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration sendTimeout;
    private final Supplier<String> keys;
    private final @Nullable LocalStore store;
    private final @Nullable Outbox outbox;
    private final @Nullable Cache cache;
    private final Groups groups;

    ThrongClient(ThrongClientBuilder builder) {
        store = builder.openStore();
        device = builder.device();
        connectTimeout = builder.connectTimeout();
        requestTimeout = builder.requestTimeout();
        sendTimeout = builder.sendTimeout();
        keys = builder.keys();
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        loop = group.next();
        Source source = new Source();
        listening = new ListeningThread("throng-listening", source::drained);
        Announcer announcer = new Announcer(builder.listener(), listening, source, store);
        source.announcer = announcer;
        link = new Link(loop, builder.linkSettings(), announcer);
        asking = new Asking(link, listening, builder);
        groups = new Groups(asking);
        if (store == null) {
            outbox = null;
            cache = null;
        } else {
            Postman postman = new Postman(source, announcer, builder.backoff());
            postman.resume(store.known().outbox());
            source.postman = postman;
            outbox = new Outbox(store, postman, loop, keys);
            cache = new Cache(store, asking);
            Cache marks = cache;
            announcer.afterLogin(() -> {
                postman.goOn();
                listening.give(marks::tellMarks); // Behind what the login means for the store.
            });
            store.observer(new StoreWatch(builder.listener(), announcer));
        }
        listening.start();
    }

    /// Returns a builder, with which every client begins.
    public static ThrongClientBuilder builder() {
        return new ThrongClientBuilder();
    }

    /// Connects, if there is no connection; other methods do so by themselves. Whoever calls this
    /// first learns early whether there is a server at all.
    public void connect() {
        asking.connect(connectTimeout);
    }

    /// Makes an account with the next free id, which is the account's name at every later login.
    public UserId register(String password, String userName) {
        return register(null, password, userName);
    }

    /// Makes an account.
    ///
    /// @param userId the id wished for; null: the next free one
    public UserId register(@Nullable UserId userId, String password, String userName) {
        return asking.ask(new AnonymousRequest.Register(userId, password, userName, ""),
                AccountReply.Registered.class).userId();
    }

    /// Begins a session by password. Its token, for a later [#resume], is in the answer.
    ///
    /// @throws StoreException if the local store belongs to another account; nothing was asked
    public AccountReply.LoggedIn login(UserId userId, String password) {
        requireOwner(userId);
        return asking.ask(new AnonymousRequest.Login(userId, password, device),
                AccountReply.LoggedIn.class);
    }

    /// Goes on with a session by the token of an earlier login.
    ///
    /// @throws StoreException if the local store belongs to another account; the session goes on
    ///                        all the same, without the store
    public AccountReply.LoggedIn resume(String token) {
        AccountReply.LoggedIn reply =
                asking.ask(new AnonymousRequest.Resume(token), AccountReply.LoggedIn.class);
        requireOwner(reply.user().userId());
        return reply;
    }

    /// Goes on with a session by the token of an earlier login as soon as the server can be
    /// reached, and does not wait for that: [ThrongListener#connected] tells when it goes on, and
    /// [ThrongListener#loginNeeded] if it cannot. Until then the local store can be read, and what
    /// is posted waits.
    public void resumeWhenReachable(String token) {
        link.goOn(token);
    }

    /// Tries to connect at once, if the client is waiting for its next try: for somebody who knows
    /// that the network is back.
    public void reconnectNow() {
        link.hurry();
    }

    private void requireOwner(UserId userId) {
        if (store != null && store.owner().isPresent() && !store.owner().get().equals(userId)) {
            throw new StoreException(StoreException.Kind.OTHER_OWNER,
                    "the local store belongs to account " + store.owner().get());
        }
    }

    /// Returns the messages that are sent sooner or later.
    ///
    /// @throws IllegalStateException if the client was built without a store
    public Outbox outbox() {
        if (outbox == null) {
            throw new IllegalStateException("this client has no local store");
        }
        return outbox;
    }

    /// Returns the conversations as they are known here, also without a connection.
    ///
    /// @throws IllegalStateException if the client was built without a store
    public Cache cache() {
        if (cache == null) {
            throw new IllegalStateException("this client has no local store");
        }
        return cache;
    }

    /// Returns the groups.
    public Groups groups() {
        return groups;
    }

    /// Ends the session: its token is dead, and so are its other connections.
    public void logout() {
        asking.ask(new AccountRequest.Logout(), Reply.Done.class);
    }

    /// Lists the sessions of the account.
    public List<AccountReply.SessionView> sessions() {
        return asking.ask(new AccountRequest.ListSessions(),
                AccountReply.SessionList.class).sessions();
    }

    /// Ends one of the account's sessions, and returns how many were ended.
    public int revoke(SessionId session) {
        return asking.ask(new AccountRequest.Revoke(session), AccountReply.Revoked.class).count();
    }

    /// Ends all sessions of the account but this one, and returns how many were ended.
    public int revokeOthers() {
        return asking.ask(new AccountRequest.Revoke(null), AccountReply.Revoked.class).count();
    }

    /// Reads the public data of at most 100 users; unknown ids are left out.
    public List<User> users(Collection<UserId> userIds) {
        return asking.ask(new AccountRequest.GetUsers(List.copyOf(userIds)),
                AccountReply.UserList.class).users();
    }

    /// Finds users by their id, or by the beginning of their name without regard to case.
    ///
    /// @param limit how many at most; the server returns no more than 50
    public List<User> searchUsers(String query, int limit) {
        return asking.ask(new AccountRequest.SearchUsers(query, limit),
                AccountReply.UserList.class).users();
    }

    /// Changes the account's public data, and returns it as it is then. Others see it from their
    /// next reading on.
    ///
    /// @param userName the new name; null leaves it, as with the others
    /// @param avatar   the id of a file; empty for none
    public User updateProfile(@Nullable String userName, @Nullable String sex,
                              @Nullable String bio, @Nullable String avatar) {
        return asking.ask(new AccountRequest.UpdateProfile(userName, sex, bio, avatar),
                AccountReply.Updated.class).user();
    }

    /// Changes the password and ends every other session of the account. It is not tried again
    /// after a lost connection: a [DisconnectedException] leaves open which password holds.
    public void changePassword(String oldPassword, String newPassword) {
        asking.ask(new AccountRequest.ChangePassword(oldPassword, newPassword),
                Reply.Done.class);
    }

    /// Deletes the account and ends all its sessions. What it wrote to others stays under its id,
    /// without its name. It is not tried again after a lost connection.
    public void deleteAccount(String password) {
        asking.ask(new AccountRequest.DeleteAccount(password), Reply.Done.class);
    }

    /// Asks for a sign of life; the client also does this by itself.
    public ChatReply.Pong ping() {
        return asking.ask(new ChatRequest.Ping(), ChatReply.Pong.class);
    }

    /// Lists who is online, by id.
    ///
    /// @param after the `next` of the page before; null for the first page
    public PresenceReply.OnlinePage online(@Nullable UserId after, int limit) {
        return asking.ask(new PresenceRequest.ListOnline(after, limit),
                PresenceReply.OnlinePage.class);
    }

    /// Sets how the user appears, from now on and at the next logins.
    public void setStatus(Status status) {
        asking.ask(new PresenceRequest.SetStatus(status), Reply.Done.class);
    }

    /// Watches users, at most 500 at once: [ThrongListener#presence] tells their changes, also
    /// where not everybody is told of everybody. Watching lasts as long as the session in this
    /// client: after a reconnect the client watches again by itself and tells
    /// [ThrongListener#watched].
    ///
    /// @return how they are now
    public List<PresenceReply.WatchedUser> watch(Collection<UserId> userIds) {
        return asking.ask(new PresenceRequest.Watch(List.copyOf(userIds)),
                PresenceReply.Watched.class).users();
    }

    /// Ends the watching of users; those not watched are ignored.
    ///
    /// @return how they are now
    public List<PresenceReply.WatchedUser> unwatch(Collection<UserId> userIds) {
        return asking.ask(new PresenceRequest.Unwatch(List.copyOf(userIds)),
                PresenceReply.Watched.class).users();
    }

    /// Says something. When it returns, the message is durable. It waits while the server is away,
    /// busy or finds it too fast, at most for the send timeout; [Outbox#post] does not wait, and
    /// never gives up.
    public ChatReply.Sent send(ConversationName to, String text) {
        return send(to, keys.get(), new EntryBody.Text(text, null, Mentions.NONE));
    }

    /// Says something under a key of one's own. However often it is sent with the same key, it is
    /// stored once.
    public ChatReply.Sent send(ConversationName to, String key, EntryBody.Text body) {
        return asking.ask(new ChatRequest.SendMessage(to, key, body), ChatReply.Sent.class);
    }

    /// Reads a page of a conversation.
    public ChatReply.HistoryPage history(ConversationName conversation, HistoryRange range,
                                         int limit) {
        return asking.ask(new ChatRequest.ReadHistory(conversation, range, limit),
                ChatReply.HistoryPage.class);
    }

    /// Lists the account's conversations, the newest activity first.
    ///
    /// @param before the `next` of the page before; null for the first page
    public ChatReply.ConversationPage conversations(@Nullable String before, int limit) {
        return asking.ask(new ChatRequest.ListConversations(before, limit),
                ChatReply.ConversationPage.class);
    }

    /// Marks a conversation as read up to an entry. [Cache#markRead] does so without waiting for a
    /// connection.
    public void markRead(ConversationName conversation, long seq) {
        asking.ask(new ChatRequest.MarkRead(conversation, seq), Reply.Done.class);
    }

    /// Asks without waiting. The stage completes on the listening thread, in the order in which
    /// answers and pushes came: with the reply, also one that refuses, or with one of the two other
    /// exceptions. On a closed client it completes at once.
    public CompletionStage<Reply> request(Request request) {
        return asking.request(request);
    }

    /// Returns a new key for a message.
    public String newKey() {
        return keys.get();
    }

    /// Closes the connection and ends the client's threads. The session stays: its token can resume
    /// it. What waits for an answer ends with a [DisconnectedException]; the listener is told what
    /// had happened until then.
    @Override
    public void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        try {
            CompletableFuture<Boolean> closed = new CompletableFuture<>();
            link.close(() -> closed.complete(true));
            closed.get(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | java.util.concurrent.TimeoutException
                 | RejectedExecutionException unusual) {
            // The threads end all the same.
        }
        var _ = group.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS);
        listening.end(CLOSE_MS);
        if (store != null) {
            store.close();
        }
    }

    /// What the follower reads with and the postman sends with, on the event loop.
    private final class Source implements EntrySource, Postman.Road {

        private @Nullable Announcer announcer;
        private @Nullable Postman postman;

        @Override
        public void read(MemberRequest request, Consumer<Outcome> told) {
            link.submit(request, requestTimeout, false, told);
        }

        @Override
        public boolean isReady() {
            return link.isReady();
        }

        @Override
        public boolean inDoubt(ConversationName conversation) {
            return link.inDoubt(conversation)
                    || (postman != null && postman.inDoubt(conversation));
        }

        @Override
        public boolean isOpen() {
            return link.isReady() && announcer != null && announcer.isOwner();
        }

        @Override
        public void send(ChatRequest.SendMessage message, Consumer<Outcome> told) {
            link.submit(message, sendTimeout, true, told);
        }

        @Override
        public boolean hasRoom() {
            return listening.hasRoom();
        }

        @Override
        public void later(Duration delay, Runnable task) {
            var _ = loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void drained() {
            if (!loop.isShuttingDown()) {
                loop.execute(() -> {
                    if (announcer != null) {
                        announcer.drained();
                    }
                });
            }
        }
    }

    /// What the store tells, on its thread.
    private final class StoreWatch implements LocalStore.Observer {

        private final ThrongListener listener;
        private final Announcer announcer;

        StoreWatch(ThrongListener listener, Announcer announcer) {
            this.listener = listener;
            this.announcer = announcer;
        }

        @Override
        public boolean hasRoom() {
            return listening.hasRoom();
        }

        @Override
        public void changed(CachedConversation now) {
            listening.give(() -> listener.conversationChanged(now));
        }

        @Override
        public void incomplete() {
            if (!loop.isShuttingDown()) {
                loop.execute(() -> {
                    if (link.isReady()) { // Otherwise the next login reads it anyway.
                        announcer.listAgain();
                    }
                });
            }
        }
    }
}
