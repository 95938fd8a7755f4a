package im.throng.bench.load;

import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Push;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/// One connection asks for the first page of its conversations again and again: the next when one
/// has come. Each page is decoded and looked at, after the next is asked for.
///
/// Threading: its public methods any thread; everything else the event loop.
public final class Paging implements SwarmListener {

    private static final long FIRST_ID = 1_000_000_000;
    private static final int DIGITS = 3;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Swarm swarm;
    private final ThrongConnection reader;
    private final ChatRequest.ListConversations request;
    private final int expected;
    private final Histogram times = new Histogram(Tally.NANOS_MAX, DIGITS);
    /// When those under way were asked for; one connection is answered in order.
    private final Queue<Long> askedNanos = new ArrayDeque<>();
    private long asked;
    private long answered;
    private long bytes;
    private long wrong;
    private long refused;
    private String firstRefusal = "";
    private boolean measuring;
    private boolean stopped;
    private boolean ended;

    /// What came up to one moment.
    ///
    /// @param asked    pages asked for
    /// @param answered pages that came
    /// @param bytes    their length in all
    public record Pages(long asked, long answered, long bytes) {

        /// Returns what was added from an earlier moment to this one.
        public Pages since(Pages earlier) {
            return new Pages(asked - earlier.asked, answered - earlier.answered,
                    bytes - earlier.bytes);
        }
    }

    /// Creates it.
    ///
    /// @param reader   who asks
    /// @param limit    how many conversations a page may have
    /// @param expected how many the first page has to have
    public Paging(Swarm swarm, ThrongConnection reader, int limit, int expected) {
        this.swarm = swarm;
        this.reader = reader;
        this.request = new ChatRequest.ListConversations(null, limit);
        this.expected = expected;
    }

    /// Begins to ask, with so many requests under way at once.
    public void begin(int inFlight) {
        swarm.onLoop(() -> {
            reader.listen(this);
            for (int i = 0; i < inFlight; i++) {
                ask(System.nanoTime());
            }
            return true;
        });
    }

    /// Begins the window: the pages that come from now on are measured.
    public Pages openWindow() {
        return swarm.onLoop(() -> {
            measuring = true;
            return pages();
        });
    }

    /// Ends the window and the asking.
    public Pages closeWindow() {
        return swarm.onLoop(() -> {
            measuring = false;
            stopped = true;
            return pages();
        });
    }

    /// Waits until all pages that were asked for are here, but not longer than this.
    public Pages drain(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!swarm.onLoop(askedNanos::isEmpty) && System.nanoTime() - until < 0) {
            Pause.of(POLL);
        }
        return swarm.onLoop(() -> {
            reader.listen(DEAF);
            return pages();
        });
    }

    /// Returns how long each page of the window took; to be called when it has drained.
    public Histogram times() {
        return swarm.onLoop(times::copy);
    }

    /// Returns how many pages were not as they should be.
    public long wrong() {
        return swarm.onLoop(() -> wrong);
    }

    /// Returns the words of the first refusal, of an end of the connection, or nothing.
    public String complaint() {
        return swarm.onLoop(() -> refused > 0
                ? refused + " requests were refused, first: " + firstRefusal
                : ended ? "the server ended the connection" : "");
    }

    private Pages pages() {
        return new Pages(asked, answered, bytes);
    }

    private void ask(long nowNanos) {
        askedNanos.add(nowNanos);
        reader.send(FIRST_ID + asked++, request);
    }

    @Override
    public boolean frame(SwarmConnection connection, ByteBuf payload, long nowNanos) {
        if (!Glance.isReply(payload)) {
            return false;
        }
        long id = Glance.acknowledgedId(payload);
        if (id < FIRST_ID) {
            return id != Glance.OTHER;
        }
        Long since = askedNanos.poll();
        if (since == null || id != FIRST_ID + answered) {
            wrong++;
            return true;
        }
        answered++;
        bytes += payload.readableBytes();
        if (measuring) {
            times.recordValue(Math.clamp(nowNanos - since, 0, Tally.NANOS_MAX));
        }
        if (!stopped) {
            ask(nowNanos);
        }
        if (!isRight(payload)) {
            wrong++;
        }
        return true;
    }

    private boolean isRight(ByteBuf payload) {
        try {
            return ReplyReader.decode(request, EnvelopeReader.read(payload.nioBuffer()))
                    instanceof ChatReply.ConversationPage page
                    && page.conversations().size() == expected;
        } catch (MalformedFrameException | RejectedException e) {
            return false;
        }
    }

    @Override
    public void refused(String words) {
        refused++;
        if (firstRefusal.isEmpty()) {
            firstRefusal = words;
        }
    }

    @Override
    public void push(SwarmConnection connection, Push push, long nowNanos) {
        // Presence; nobody writes any more.
    }

    @Override
    public void ended(SwarmConnection connection) {
        ended = true;
    }
}
