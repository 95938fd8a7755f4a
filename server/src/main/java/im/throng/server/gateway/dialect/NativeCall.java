package im.throng.server.gateway.dialect;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.server.dispatch.Dispatcher;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Pages;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import org.jspecify.annotations.Nullable;

/// One native request, from its frame to its answer.
///
/// Its refusals have an order: an unknown type, no login, an invalid field, too fast, then the
/// rest.
///
/// Threading: made on the event loop, carried out there or by the mailbox, answered on any
/// thread.
final class NativeCall implements Runnable, Responder {

    private static final int AT_ONCE_BYTES_MAX = 4 * 1024;

    private final ClientConnection connection;
    private final NativeDialect dialect;
    private final Dispatcher dispatcher;
    private final @Nullable Long id;
    private final long waitMs;
    private @Nullable Request request;
    private @Nullable RejectedException refusal;
    private boolean needsSession;
    private boolean inFlight;
    /// Known to the event loop alone.
    private boolean goingAtOnce;
    private Pages.@Nullable Ticket page;

    NativeCall(ClientConnection connection, NativeDialect dialect, Dispatcher dispatcher,
               Envelope envelope, long waitMs) {
        this.connection = connection;
        this.dialect = dialect;
        this.dispatcher = dispatcher;
        this.id = envelope.id();
        this.waitMs = waitMs;
        decode(envelope);
    }

    /// Answers it here on the event loop, if nothing is before it and the answer is in memory, as
    /// that to a ping is or a refusal; returns whether it has.
    boolean answersAtOnce() {
        if (!connection.hasEntered() || !connection.isQuiet()) {
            return false;
        }
        Request asked = request;
        RejectedException refused = refused(asked);
        Reply reply = null;
        if (refused != null) {
            reply = Dispatcher.refusal(refused);
        } else if (asked instanceof ChatRequest.Ping) {
            reply = dispatcher.atHand(asked);
        }
        if (reply != null) {
            dialect.reply(id, reply);
        }
        return reply != null;
    }

    /// Sends a message on its way to the store here on the event loop, if all that is before it is
    /// on that way, too, and nothing has to be waited for; returns whether it has. A thread of
    /// its own would cost more than that.
    ///
    /// @param frameBytes how long its frame is: to check and hash a long one takes too much of the
    ///                   loop's turn
    boolean goesAtOnce(int frameBytes) {
        Request asked = request;
        if (frameBytes > AT_ONCE_BYTES_MAX || !(asked instanceof ChatRequest.SendMessage)
                || !connection.hasEntered() || refused(asked) != null
                || !connection.beginAtOnce()) {
            return false;
        }
        inFlight = true;
        goingAtOnce = true;
        try {
            if (dispatcher.dispatchAtOnce(asked, this)) {
                return true;
            }
        } finally {
            goingAtOnce = false;
        }
        inFlight = false;
        connection.pace().done();
        return false;
    }

    @Override
    public void run() {
        connection.pace().awaitWritable();
        if (connection.isOver()) {
            return;
        }
        Request asked = request;
        if (asked instanceof ChatRequest.SendMessage) {
            inFlight = true;
            connection.pace().begin();
        } else {
            // What was sent before is read after it, and answered before it.
            connection.pace().awaitInFlight(0);
        }
        if (asked instanceof GroupRequest) {
            // A change is answered when it is durable, and what comes next must find it made.
            inFlight = true;
            connection.pace().begin();
        }
        RejectedException refused = refused(asked);
        if (refused != null) {
            answer(Dispatcher.refusal(refused));
        } else if (asked instanceof AnonymousRequest.Resume) {
            connection.surroundings().turnstile().come(() -> dispatcher.dispatch(asked, this));
        } else if (asked != null && Pages.isPage(asked)) {
            makePage(asked);
        } else if (asked != null) {
            dispatcher.dispatch(asked, this);
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void answer(Reply reply) {
        if (goingAtOnce) {
            // Refused at once, but what is on its way before it is answered first.
            connection.carryOut(() -> tell(reply), 0);
        } else {
            tell(reply);
        }
    }

    private void tell(Reply reply) {
        if (connection.lane().isCurrent()) {
            finish(reply, null);
            return;
        }
        // A page takes a while to encode; the committer, who answers messages, has no time at all.
        byte[] payload = inFlight ? null : NativeDialect.encode(id, reply);
        // Answered at once, by the mailbox: the messages before this one go first.
        connection.pace().awaitInFlight(inFlight ? 1 : 0);
        connection.pace().handOver();
        connection.lane().execute(() -> {
            try {
                finish(reply, payload);
            } finally {
                connection.pace().handedOver();
            }
        });
    }

    private void finish(Reply reply, byte @Nullable [] payload) {
        try {
            dialect.reply(id, reply, payload);
        } finally {
            if (page != null) {
                page.end();
            }
            if (inFlight) {
                connection.pace().done();
            }
        }
    }

    private void makePage(Request asked) {
        if (connection.isGone()) {
            return;
        }
        page = connection.surroundings().pages().begin();
        if (connection.isOver() || connection.isGone()) {
            page.end();
            return;
        }
        try {
            dispatcher.dispatch(asked, this);
        } catch (RuntimeException | Error unanswered) {
            page.end();
            throw unanswered;
        }
    }

    private void decode(Envelope envelope) {
        boolean anonymous;
        try {
            anonymous = RequestCodec.isAnonymous(envelope);
        } catch (RejectedException unknownType) {
            refusal = unknownType;
            return;
        }
        try {
            request = RequestCodec.decode(envelope);
        } catch (RejectedException invalidField) {
            refusal = invalidField;
            needsSession = !anonymous;
        }
    }

    private @Nullable RejectedException refused(@Nullable Request asked) {
        boolean member = needsSession || (asked != null && !(asked instanceof AnonymousRequest));
        if (member && connection.session() == null) {
            return new RejectedException(ErrorCode.NOT_LOGGED_IN, "log in first");
        }
        if (refusal == null && waitMs > 0) {
            return new RejectedException(ErrorCode.TOO_FAST, "too fast", waitMs);
        }
        return refusal;
    }
}
