package im.throng.bench.load;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.frame.FrameDecoder;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.UserId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// A connection to our own server: resumes a session by its token or begins one by a password, then
/// passes on frames.
///
/// Threading: confined to the event loop, except for [#user].
public final class ThrongConnection extends SwarmConnection implements FrameDecoder.Sink {

    private static final long LOGIN_ID = 1;
    private static final Request PING = new ChatRequest.Ping();

    private final UserId user;
    private final AnonymousRequest entrance;
    private final Way way;

    /// Creates a connection that resumes a session.
    ThrongConnection(Token token) {
        this(token, ServerDoor.FRAMED);
    }

    /// Creates a connection that resumes a session by a door.
    ThrongConnection(Token token, ServerDoor door) {
        this(token.user(), new AnonymousRequest.Resume(token.text()), door);
    }

    /// Creates a connection that logs in.
    ThrongConnection(Person person) {
        this(person.id(), new AnonymousRequest.Login(person.id(), person.password(), "bench"),
                ServerDoor.FRAMED);
    }

    private ThrongConnection(UserId user, AnonymousRequest entrance, ServerDoor door) {
        this.way = door.way();
        this.user = user;
        this.entrance = entrance;
    }

    /// Returns whose it is.
    public UserId user() {
        return user;
    }

    @Override
    void ping(long id) {
        if (isAlive()) {
            send(id, PING);
        }
    }

    /// Asks; the answer is heard as a frame.
    void send(long id, Request request) {
        Channel open = open();
        open.writeAndFlush(way.frame(open.alloc(), RequestCodec.encode(id, request)),
                open.voidPromise());
    }

    @Override
    void begin() {
        Channel open = open();
        ByteBuf greeting = way.greeting(open.alloc());
        if (greeting.isReadable()) {
            open.writeAndFlush(greeting, open.voidPromise());
        } else {
            enter();
        }
    }

    private void enter() {
        send(LOGIN_ID, entrance);
    }

    @Override
    void arrived(ByteBuf bytes) {
        way.decode(bytes, this, this::enter);
    }

    @Override
    void stop() {
        way.stop();
    }

    @Override
    public void frame(ByteBuf payload) {
        if (!login().isDone() || !listener().frame(this, payload, nowNanos())) {
            decode(payload);
        }
    }

    @Override
    public void tooLong(long length) {
        open().close();
    }

    @Override
    public String toString() {
        return user.toString();
    }

    /// Reads a frame whole.
    void decode(ByteBuf payload) {
        try {
            Envelope envelope = EnvelopeReader.read(payload.nioBuffer());
            if (!ReplyReader.isReply(envelope)) {
                PushCodec.decode(envelope).ifPresent(
                        push -> listener().push(this, push, nowNanos()));
            } else if (login().isDone()) {
                refusal(ReplyReader.decode(PING, envelope));
            } else {
                loggedIn(ReplyReader.decode(entrance, envelope));
            }
        } catch (MalformedFrameException | RejectedException e) {
            listener().refused("an unreadable frame: " + e.getMessage());
        }
    }

    private void refusal(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            listener().refused(refused.code() + " " + refused.error());
        }
    }

    private void loggedIn(Reply reply) {
        if (reply instanceof AccountReply.LoggedIn done) {
            login().complete(done.heartbeatMs());
        } else {
            login().completeExceptionally(new IllegalStateException(
                    "the login of " + user + " was refused: " + reply));
        }
    }
}
