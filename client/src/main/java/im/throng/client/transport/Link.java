package im.throng.client.transport;

import im.throng.client.request.Outcome;
import im.throng.client.request.Pending;
import im.throng.client.request.PendingRequests;
import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.MemberRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to the server as one thing that lasts, over as many connections as it takes.
///
/// It pairs replies with requests, remembers the newest token, and after a loss connects and
/// resumes by itself. What is asked meanwhile waits, each request up to its own timeout. Messages
/// that were under way are sent again with their key before anything else is asked about their
/// conversation; the server answers in that order (P-9), so it is known which entries are one's
/// own before a history shows them.
///
/// Threading: `submit`, `open` and `close` by any thread; the rest is confined to the event loop.
public final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final EventLoop loop;
    private final LinkSettings settings;
    private final Observer observer;
    private final PendingRequests pending;
    private final Heartbeat heartbeat;
    private final SendPace pace;
    private final List<Consumer<Outcome>> openers = new ArrayList<>();

    private State state = State.IDLE;
    private @Nullable Attempt current;
    private @Nullable String token;
    private @Nullable String deadReason;
    private int frameBytesMax = Limits.FRAME_BYTES_DEFAULT;
    private int failures;
    private long waitAtLeastMs;
    private boolean stayAway;
    private io.netty.util.concurrent.@Nullable Future<?> reconnectTimer;
    private io.netty.util.concurrent.@Nullable Future<?> stableTimer;

    /// Creates a link that is not connected.
    public Link(EventLoop loop, LinkSettings settings, Observer observer) {
        this.loop = loop;
        this.settings = settings;
        this.observer = observer;
        this.pending = new PendingRequests(loop);
        this.pace = new SendPace(loop, this::flush);
        this.heartbeat = new Heartbeat(loop, settings.pingTimeout(), this::ping,
                () -> drop("the server does not answer"));
    }

    /// Makes sure that there is a connection, and tells on the event loop whether there is.
    public void open(Consumer<Outcome> told) {
        loop.execute(() -> {
            switch (state) {
                case OPEN, READY -> told.accept(new Outcome.Answered(new Reply.Done()));
                case ENDED -> told.accept(new Outcome.Disconnected("the client is closed"));
                case IDLE -> {
                    openers.add(told);
                    connect();
                }
                case CONNECTING, RESUMING, WAITING -> openers.add(told);
            }
        });
    }

    /// Asks the server. The outcome comes on the event loop, at the latest after the timeout.
    ///
    /// @param again whether to ask again after a lost connection; only for what may be done twice
    public void submit(Request request, Duration timeout, boolean again, Consumer<Outcome> told) {
        loop.execute(() -> admit(request, timeout, again, told));
    }

    /// Goes on with a session as soon as there is a connection, unless there is a session; the
    /// observer learns what becomes of it.
    public void goOn(String newest) {
        loop.execute(() -> {
            switch (state) {
                case IDLE -> {
                    token = newest;
                    connect();
                }
                case OPEN -> {
                    token = newest;
                    resume(newest);
                }
                case CONNECTING, WAITING -> token = newest;
                case RESUMING, READY, ENDED -> { }
            }
        });
    }

    /// Connects at once, if there is only the next try to wait for.
    public void hurry() {
        loop.execute(() -> {
            if (state == State.WAITING) {
                cancel(reconnectTimer);
                connect();
            }
        });
    }

    /// Ends the link for good; what waits for an outcome ends as disconnected.
    public void close(Runnable told) {
        loop.execute(() -> {
            state = State.ENDED;
            token = null;
            cancel(reconnectTimer);
            cancel(stableTimer);
            heartbeat.stop();
            if (current != null) {
                current.connection().close("the client was closed");
            }
            failAll("the client was closed");
            told.run();
        });
    }

    /// Returns the newest token, or null if there is no session. On the event loop.
    public @Nullable String token() {
        return token;
    }

    /// Tells whether requests of a member can be asked now. On the event loop.
    public boolean isReady() {
        return state == State.READY;
    }

    /// Tells whether a message for this conversation may be stored already without our knowing.
    /// On the event loop.
    public boolean inDoubt(ConversationName conversation) {
        return pending.inDoubt(conversation);
    }

    private void admit(Request request, Duration timeout, boolean again,
                       Consumer<Outcome> told) {
        if (pending.isFull()) {
            told.accept(new Outcome.Answered(new Reply.Refused(ErrorCode.TOO_FAST,
                    "too many requests wait for their answers", 0)));
            return;
        }
        if (state == State.ENDED || (state == State.IDLE && request instanceof MemberRequest)) {
            told.accept(new Outcome.Disconnected(
                    deadReason == null ? "there is no session" : deadReason));
            return;
        }
        if (beginsSession(request) && state != State.READY) {
            token = null; // A login by hand replaces what would have been resumed.
        }
        Pending asked = pending.add(request, timeout, again,
                request instanceof ChatRequest.SendMessage ? told.andThen(this::settled) : told);
        switch (state) {
            case IDLE -> connect();
            case WAITING -> {
                if (token == null) {
                    cancel(reconnectTimer);
                    connect();
                }
            }
            case OPEN, READY -> write(asked);
            case CONNECTING, RESUMING, ENDED -> { }
        }
    }

    private void settled(Outcome outcome) {
        pace.ended();
        if (!(outcome instanceof Outcome.Answered(Reply.Success _))) {
            observer.doubtEnded();
        }
    }

    private void connect() {
        state = State.CONNECTING;
        Attempt attempt = new Attempt();
        current = attempt;
        Connection connection = Connection.open(loop, settings, attempt);
        attempt.connection = connection;
    }

    private void write(Pending asked) {
        boolean isSend = asked.request() instanceof ChatRequest.SendMessage;
        if (isSend && !pace.mayWrite()) {
            return;
        }
        byte[] payload = RequestCodec.encode(asked.id(), asked.request());
        if (payload.length > frameBytesMax) {
            pending.complete(asked, new Outcome.Answered(new Reply.Refused(ErrorCode.TOO_LARGE,
                    "a request has at most " + frameBytesMax + " bytes", 0)));
            return;
        }
        asked.written();
        if (isSend) {
            pace.written();
        }
        if (current != null) {
            current.connection().write(payload);
        }
    }

    private void flush() {
        if (state == State.OPEN || state == State.READY) {
            pending.unwritten().forEach(this::write);
            if (pending.unwritten().isEmpty()) {
                pace.allWritten();
            }
        }
    }

    private void opened() {
        openers.forEach(opener -> opener.accept(new Outcome.Answered(new Reply.Done())));
        openers.clear();
        if (token == null) {
            state = State.OPEN;
            flush();
            return;
        }
        resume(token);
    }

    private void resume(String newest) {
        state = State.RESUMING;
        AnonymousRequest.Resume resume = new AnonymousRequest.Resume(newest);
        write(pending.add(resume, settings.loginTimeout(), false, this::resumed));
    }

    private void resumed(Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered(Reply.Refused refused) -> {
                if (refused.code() == ErrorCode.NOT_LOGGED_IN
                        || refused.code() == ErrorCode.FORBIDDEN) {
                    token = null;
                    state = State.OPEN;
                    loginNeeded(refused.error());
                } else {
                    waitAtLeastMs = refused.retryAfterMs();
                    drop("the server is not ready: " + refused.error());
                }
            }
            case Outcome.Answered _ -> { }
            case Outcome.TimedOut(String why) -> drop(why);
            case Outcome.Disconnected _ -> { }
        }
    }

    private void received(Envelope envelope) {
        heartbeat.heard();
        try {
            if (ReplyReader.isReply(envelope)) {
                Long id = envelope.id();
                if (id != null) {
                    pending.find(id).ifPresent(asked -> answered(asked, envelope));
                }
            } else {
                PushCodec.decode(envelope).ifPresent(this::pushed);
            }
        } catch (RejectedException unreadable) {
            LOG.warn("A push of type {} cannot be read: {}", envelope.type(), unreadable.words());
        }
    }

    private void answered(Pending asked, Envelope envelope) {
        Reply reply;
        try {
            reply = ReplyReader.decode(asked.request(), envelope);
        } catch (RejectedException unreadable) {
            reply = new Reply.Refused(ErrorCode.INTERNAL,
                    "the answer cannot be read: " + unreadable.words(), 0);
        }
        if (reply instanceof Reply.Refused refused && isToBeSentLater(asked, refused)) {
            asked.postponed();
            pace.refused(refused.retryAfterMs());
            return;
        }
        if (reply instanceof AccountReply.LoggedIn loggedIn) {
            // The caller and the observer learn of it before what waited goes on.
            pending.complete(asked, new Outcome.Answered(reply));
            loggedIn(asked.request(), loggedIn);
            return;
        }
        pending.complete(asked, new Outcome.Answered(reply));
        observer.answered(asked.request(), reply);
        if (asked.request() instanceof AccountRequest.Logout && reply instanceof Reply.Success) {
            loggedOut();
        }
    }

    /// Leaves the connection, which the server is about to end: whoever logs in next gets a new
    /// one, instead of the end of this one.
    private void loggedOut() {
        Attempt over = current;
        token = null;
        lost("logged out");
        if (over != null) {
            over.connection().close("logged out");
        }
    }

    private static boolean isToBeSentLater(Pending asked, Reply.Refused refused) {
        return asked.request() instanceof ChatRequest.SendMessage && asked.survivesLoss()
                && (refused.code() == ErrorCode.UNAVAILABLE
                || (refused.code() == ErrorCode.TOO_FAST && refused.retryAfterMs() > 0));
    }

    private void loggedIn(Request request, AccountReply.LoggedIn reply) {
        if (reply.token() != null) {
            token = reply.token();
        } else if (request instanceof AnonymousRequest.Resume resume) {
            token = resume.token();
        }
        state = State.READY;
        deadReason = null;
        frameBytesMax = reply.frameBytesMax();
        heartbeat.start(reply.heartbeatMs());
        cancel(stableTimer);
        stableTimer = loop.schedule(() -> {
            failures = 0;
        }, STABLE.toMillis(), TimeUnit.MILLISECONDS);
        flush();
        observer.loggedIn(reply, token == null ? "" : token);
    }

    private void pushed(Push push) {
        observer.pushed(push);
        if (push instanceof Push.Goodbye goodbye) {
            waitAtLeastMs = goodbye.afterMs();
            stayAway = !goodbye.reason().reconnect();
            if (endsSession(goodbye.reason())) {
                token = null;
            }
            drop(goodbye.error());
        }
    }

    private static boolean endsSession(Farewell reason) {
        return switch (reason) {
            case LOGGED_OUT, REVOKED, BANNED -> true;
            case MALFORMED, SILENT, REPLACED, TOO_LARGE, UNAVAILABLE -> false;
        };
    }

    private void ping() {
        write(pending.add(new ChatRequest.Ping(), settings.pingTimeout(), false, _ -> { }));
    }

    private void drop(String reason) {
        if (current != null) {
            current.connection().close(reason);
        }
    }

    private void lost(String reason) {
        boolean hadSession = state == State.READY || state == State.RESUMING
                || (state == State.CONNECTING && token != null);
        current = null;
        pace.lost();
        heartbeat.stop();
        cancel(stableTimer);
        if (state == State.ENDED) {
            return;
        }
        boolean returns = token != null && hadSession && !stayAway;
        long atLeastMs = waitAtLeastMs;
        stayAway = false;
        waitAtLeastMs = 0;
        // Before the pending ones end: who hears of the loss may ask whether we are connected.
        state = returns ? State.WAITING : State.IDLE;
        pending.lost(reason);
        if (returns) {
            Duration delay = settings.backoff().delay(failures++);
            long delayMs = Math.max(delay.toMillis(), atLeastMs);
            reconnectTimer = loop.schedule(this::connect, delayMs, TimeUnit.MILLISECONDS);
            openers.forEach(opener -> opener.accept(new Outcome.Disconnected(reason)));
            openers.clear();
            pending.completeIf(asked -> asked.request() instanceof AnonymousRequest,
                    new Outcome.Disconnected(reason));
            observer.lost(reason, Duration.ofMillis(delayMs));
            return;
        }
        failAll(reason);
        if (hadSession) {
            loginNeeded(reason);
        }
    }

    private void loginNeeded(String reason) {
        deadReason = reason;
        failAll(reason);
        observer.loginNeeded(reason);
    }

    private void failAll(String reason) {
        Outcome gone = new Outcome.Disconnected(reason);
        openers.forEach(opener -> opener.accept(gone));
        openers.clear();
        pending.completeIf(_ -> true, gone);
    }

    private static boolean beginsSession(Request request) {
        return request instanceof AnonymousRequest.Login
                || request instanceof AnonymousRequest.Resume;
    }

    private static void cancel(io.netty.util.concurrent.@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private enum State { IDLE, CONNECTING, OPEN, RESUMING, READY, WAITING, ENDED }

    /// Who is told what happens on the link. Called on the event loop, in order; must not block.
    public interface Observer {

        /// A session began or goes on.
        ///
        /// @param token the newest token of it
        void loggedIn(AccountReply.LoggedIn reply, String token);

        /// A request of a member was answered.
        void answered(Request request, Reply reply);

        /// A message ended without a success, so nothing waits for its reply any more.
        void doubtEnded();

        /// The server said something by itself.
        void pushed(Push push);

        /// The connection is lost, or could not be made; the next try is in `retryIn`.
        void lost(String reason, Duration retryIn);

        /// There is no session any more to go on with.
        void loginNeeded(String reason);
    }

    /// One try to have a connection, and what comes of it; stale ones are not listened to.
    private final class Attempt implements Connection.Events {

        private @Nullable Connection connection;

        Connection connection() {
            if (connection == null) {
                throw new IllegalStateException("not connecting yet");
            }
            return connection;
        }

        @Override
        public void opened() {
            if (current == this) {
                Link.this.opened();
            }
        }

        @Override
        public void received(Envelope envelope) {
            if (current == this) {
                Link.this.received(envelope);
            }
        }

        @Override
        public void ended(String reason) {
            if (current == this) {
                lost(reason);
            }
        }
    }
}
