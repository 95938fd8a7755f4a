package im.throng.bench.load;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.frame.FrameDecoder;
import im.throng.protocol.frame.Frames;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.UserId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One of a great many connections: resumes a session by its token, then passes on frames.
///
/// Threading: confined to the event loop, except for [#user].
public final class SwarmConnection extends ChannelInboundHandlerAdapter
        implements FrameDecoder.Sink {

    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final long LOGIN_ID = 1;
    private static final Request PING = new ChatRequest.Ping();

    private final Token token;
    private final CompletableFuture<AccountReply.LoggedIn> login = new CompletableFuture<>();
    private final FrameDecoder frames = new FrameDecoder(FRAME_BYTES_MAX);
    private SwarmListener listener = SwarmListener.DEAF;
    private @Nullable Channel channel;
    private long nowNanos;
    private long received;
    private long receivedSum;

    SwarmConnection(Token token) {
        this.token = token;
    }

    /// Returns whose it is.
    public UserId user() {
        return token.user();
    }

    /// Completes when it is logged in.
    CompletableFuture<AccountReply.LoggedIn> login() {
        return login;
    }

    void listen(SwarmListener to) {
        listener = to;
    }

    /// Counts a message that arrived here.
    void count(int number) {
        received++;
        receivedSum += number;
    }

    /// Returns how many messages arrived.
    long received() {
        return received;
    }

    /// Returns the sum of their numbers, which shows one that came twice in place of another.
    long receivedSum() {
        return receivedSum;
    }

    void forget() {
        received = 0;
        receivedSum = 0;
    }

    /// Writes a message; it leaves with the next [#flush].
    void write(SendTemplate template, int number) {
        Channel open = open();
        open.write(template.message(open.alloc(), number), open.voidPromise());
    }

    void flush() {
        open().flush();
    }

    /// Ends it without a word.
    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    boolean isAlive() {
        return channel != null && channel.isActive();
    }

    /// Sends a sign of life; its answer is heard as a frame.
    void ping(long id) {
        if (isAlive()) {
            send(id, PING);
        }
    }

    /// Asks; the answer is heard as a frame.
    void send(long id, Request request) {
        Channel open = open();
        open.writeAndFlush(Frames.frame(open.alloc(), RequestCodec.encode(id, request)),
                open.voidPromise());
    }

    private Channel open() {
        if (channel == null) {
            throw new IllegalStateException("it is not connected");
        }
        return channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        send(LOGIN_ID, new AnonymousRequest.Resume(token.text()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        nowNanos = System.nanoTime();
        frames.decode((ByteBuf) bytes, this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frames.stop();
        if (!login.completeExceptionally(new IllegalStateException(
                "the server ended the connection of " + user() + " before its login"))) {
            listener.ended(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        login.completeExceptionally(failure);
        context.close();
    }

    @Override
    public void frame(ByteBuf payload) {
        if (!login.isDone() || !listener.frame(this, payload, nowNanos)) {
            decode(payload);
        }
    }

    @Override
    public void tooLong(long length) {
        open().close();
    }

    /// Reads a frame whole.
    void decode(ByteBuf payload) {
        try {
            Envelope envelope = EnvelopeReader.read(payload.nioBuffer());
            if (!ReplyReader.isReply(envelope)) {
                PushCodec.decode(envelope).ifPresent(
                        push -> listener.push(this, push, nowNanos));
            } else if (login.isDone()) {
                refusal(ReplyReader.decode(PING, envelope));
            } else {
                loggedIn(ReplyReader.decode(new AnonymousRequest.Resume(""), envelope));
            }
        } catch (MalformedFrameException | RejectedException e) {
            listener.refused("an unreadable frame: " + e.getMessage());
        }
    }

    private void refusal(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            listener.refused(refused.code() + " " + refused.error());
        }
    }

    private void loggedIn(Reply reply) {
        if (reply instanceof AccountReply.LoggedIn done) {
            login.complete(done);
        } else {
            login.completeExceptionally(new IllegalStateException(
                    "the login of " + user() + " was refused: " + reply));
        }
    }
}
