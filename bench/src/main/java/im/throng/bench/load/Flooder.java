package im.throng.bench.load;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Reply;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Asks much faster than it may, and reads what it is answered.
///
/// Threading: begun and closed by one thread; writes and reads on a virtual thread each.
public final class Flooder implements AutoCloseable {

    private static final int BURSTS_PER_SECOND = 50;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long FIRST_ID = 100;
    private static final ChatRequest.Ping PING = new ChatRequest.Ping();

    private final SocketChannel channel;
    private final Token token;
    private final int burst;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    /// What became of requests.
    ///
    /// @param asked   how many were written
    /// @param served  how many were answered with 200
    /// @param refused how many were answered with 429
    /// @param others  how many were answered otherwise
    public record Counts(long asked, long served, long refused, long others) {

        Counts plus(Counts more) {
            return new Counts(asked + more.asked, served + more.served, refused + more.refused,
                    others + more.others);
        }
    }

    Flooder(SocketChannel channel, Token token, int perSecond) {
        this.channel = channel;
        this.token = token;
        this.burst = Math.max(1, perSecond / BURSTS_PER_SECOND);
    }

    void begin() {
        Thread.ofVirtual().name("flooder-reads").start(this::read);
        Thread.ofVirtual().name("flooder-writes").start(this::write);
    }

    Counts counts() {
        return new Counts(asked.get(), served.get(), refused.get(), others.get());
    }

    @Override
    public void close() {
        Mob.drop(channel);
    }

    /// By a schedule, and as the server reads: it may be read more slowly than it writes.
    private void write() {
        ByteBuffer one = Mob.frame(FIRST_ID, PING);
        ByteBuffer many = ByteBuffer.allocate(burst * one.remaining());
        for (int i = 0; i < burst; i++) {
            many.put(one.duplicate());
        }
        try {
            Mob.write(channel, Mob.frame(1, new AnonymousRequest.Resume(token.text())));
            long next = System.nanoTime();
            while (channel.isOpen()) {
                Mob.write(channel, many.clear());
                asked.addAndGet(burst);
                next += TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
                Pause.of(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                next = Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            }
        } catch (IOException ended) {
            // It was closed, by whomever.
        }
    }

    private void read() {
        try (var in = new DataInputStream(new BufferedInputStream(
                channel.socket().getInputStream(), BUFFER_BYTES))) {
            while (true) {
                byte[] payload = new byte[in.readInt()];
                in.readFully(payload);
                count(EnvelopeReader.read(ByteBuffer.wrap(payload)));
            }
        } catch (IOException ended) {
            // It was closed, by whomever.
        } catch (MalformedFrameException e) {
            throw new IllegalStateException("the server sent what is no frame", e);
        }
    }

    private void count(Envelope envelope) {
        Long id = envelope.id();
        if (!ReplyReader.isReply(envelope) || id == null || id != FIRST_ID) {
            return;
        }
        switch (ReplyReader.decode(PING, envelope)) {
            case Reply.Refused refusal when refusal.code() == ErrorCode.TOO_FAST ->
                    refused.incrementAndGet();
            case Reply.Refused _ -> others.incrementAndGet();
            default -> served.incrementAndGet();
        }
    }
}
