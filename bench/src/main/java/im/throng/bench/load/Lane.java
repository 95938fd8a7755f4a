package im.throng.bench.load;

import im.throng.protocol.message.ConversationName;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One who sends, and where to.
///
/// Threading: confined to the event loop.
public final class Lane {

    private final SwarmConnection sender;
    private final Function<Wording, MessageTemplate> templates;
    private final Predicate<SwarmConnection> receivers;
    /// When messages were meant to be sent that wait for others to be done.
    private final Queue<Long> waiting = new ArrayDeque<>();
    private @Nullable MessageTemplate template;
    private int place;
    private int inFlight;
    private boolean unflushed;
    private long sent;
    private long sentSum;

    /// Creates a lane.
    ///
    /// @param receivers who receives; the sender itself never does
    public Lane(SwarmConnection sender, ConversationName conversation,
                Predicate<SwarmConnection> receivers) {
        this(sender, wording -> new SendTemplate(conversation, wording), receivers);
    }

    private Lane(SwarmConnection sender, Function<Wording, MessageTemplate> templates,
                 Predicate<SwarmConnection> receivers) {
        this.sender = sender;
        this.templates = templates;
        this.receivers = receivers;
    }

    /// Creates a lane to a channel of Redis.
    ///
    /// @param receivers who receives; the sender itself never does
    public static Lane toChannel(RedisConnection sender, String channel,
                                 Predicate<SwarmConnection> receivers) {
        return new Lane(sender, wording -> new PublishTemplate(channel, wording), receivers);
    }

    /// Learns its place among the lanes, and what it says; nothing is sent yet.
    void prepare(int among, Wording wording) {
        place = among;
        template = templates.apply(wording);
        waiting.clear();
        inFlight = 0;
        sent = 0;
        sentSum = 0;
    }

    int place() {
        return place;
    }

    Queue<Long> waiting() {
        return waiting;
    }

    int inFlight() {
        return inFlight;
    }

    /// Writes a message; returns whether it is the first since the last flush.
    boolean write(int number) {
        if (template == null) {
            throw new IllegalStateException("it has nothing to say");
        }
        sender.write(template, number);
        inFlight++;
        sent++;
        sentSum += number;
        boolean first = !unflushed;
        unflushed = true;
        return first;
    }

    void flush() {
        unflushed = false;
        sender.flush();
    }

    void done() {
        inFlight--;
    }

    boolean reaches(SwarmConnection connection) {
        return !connection.equals(sender) && receivers.test(connection);
    }

    long sent() {
        return sent;
    }

    long sentSum() {
        return sentSum;
    }
}
