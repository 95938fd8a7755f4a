package im.throng.bench.load;

import im.throng.bench.resp.Resp;
import im.throng.bench.resp.RespDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/// A connection to Redis that subscribes to a channel, publishes, or both.
///
/// Threading: confined to the event loop.
public final class RedisConnection extends SwarmConnection implements RespDecoder.Sink {

    /// `message` and its line's end, as a push has it behind its length and the one before it.
    private static final int KIND_AT = 8;
    private static final byte[] KIND = "message\r".getBytes(StandardCharsets.US_ASCII);

    private final String channel;
    private final boolean publishes;
    private final RespDecoder replies = new RespDecoder();
    /// The messages that are not yet answered, in the order of the answers.
    private final Queue<Integer> published = new ArrayDeque<>();
    private int awaited;

    private RedisConnection(String channel, boolean publishes) {
        this.channel = channel;
        this.publishes = publishes;
    }

    /// Creates one that hears a channel.
    public static RedisConnection subscriber(String channel) {
        return new RedisConnection(channel, false);
    }

    /// Creates one that only publishes.
    public static RedisConnection publisher() {
        return new RedisConnection("", true);
    }

    /// Creates one that hears a channel and publishes to others, which takes RESP 3.
    public static RedisConnection both(String channel) {
        return new RedisConnection(channel, true);
    }

    /// Returns the channel it hears, or nothing.
    public String channel() {
        return channel;
    }

    @Override
    void write(MessageTemplate template, int number) {
        published.add(number);
        super.write(template, number);
    }

    @Override
    void ping(long id) {
        // Redis asks for no signs of life.
    }

    @Override
    void begin() {
        if (channel.isEmpty()) {
            send("PING");
        } else {
            if (publishes) {
                send("HELLO", "3");
            }
            send("SUBSCRIBE", channel);
        }
    }

    private void send(String... words) {
        awaited++;
        Channel open = open();
        open.writeAndFlush(open.alloc().buffer().writeBytes(Resp.command(words)),
                open.voidPromise());
    }

    @Override
    void arrived(ByteBuf bytes) {
        replies.decode(bytes, this);
    }

    @Override
    void stop() {
        replies.stop();
    }

    @Override
    public void reply(ByteBuf bytes, int start, int end) {
        byte type = bytes.getByte(start);
        if (type == '-') {
            refused(Resp.line(bytes, start));
        } else if (awaited > 0) {
            awaited--;
            if (awaited == 0) {
                login().complete(0L);
            }
        } else if (type == ':') {
            Integer number = published.poll();
            if (number != null) {
                listener().accepted(number, nowNanos());
            }
        } else if (isMessage(bytes, start, end)) {
            listener().text(this, bytes, end - 2, nowNanos());
        }
    }

    private void refused(String words) {
        if (!login().completeExceptionally(new IllegalStateException(
                "Redis refused a login: " + words))) {
            published.poll();
            listener().refused(words);
        }
    }

    private static boolean isMessage(ByteBuf bytes, int start, int end) {
        if (end - start < KIND_AT + KIND.length) {
            return false;
        }
        for (int i = 0; i < KIND.length; i++) {
            if (bytes.getByte(start + KIND_AT + i) != KIND[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "a connection to Redis";
    }
}
