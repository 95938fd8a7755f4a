package im.throng.bench.load;

import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that do harm: connections that never say a whole word and come back when they are ended,
/// readers that ask for much and stop reading, and flooders.
///
/// Threading: used by one thread; the harm is done on threads of its own.
public final class Mob implements AutoCloseable {

    /// A few texts that make a page of history as long as it can be.
    private static final int TEXTS = 16;
    private static final int TEXT_BYTES = 16 * 1024;
    /// So many pages are more than a socket's buffers hold.
    private static final int PAGES = 16;
    private static final int RECEIVE_BYTES = 4096;
    /// How many half-open connections come, or are looked at, before others have the processor.
    private static final int SLICE = 20;
    private static final Duration SLICE_PAUSE = Duration.ofMillis(1);
    private static final Duration OPENING_PAUSE = Duration.ofMillis(20);
    private static final int LOOPBACK_ADDRESSES = 50;
    private static final int HALF_BYTES_MAX = 3;

    private final InetSocketAddress server;
    private final Size size;
    private final List<Token> tokens;
    private final List<SocketChannel> stopped = new ArrayList<>();
    private final List<Flooder> flooders = new ArrayList<>();
    private final List<SocketChannel> halfOpen = new ArrayList<>();
    private final AtomicLong reopened = new AtomicLong();
    private final Thread opener = Thread.ofPlatform().daemon().name("opener")
            .unstarted(this::keepOpen);
    private volatile boolean over;

    /// How many of each.
    ///
    /// @param halfOpen  connections that never say a whole word
    /// @param stopped   readers that stop
    /// @param flooders  who asks too fast
    /// @param perSecond how fast each of them asks at most
    /// @param atOnce    whether all half-open connections come at once, and so are ended and come
    ///                  back at once; otherwise 1,000 come in a second
    public record Size(int halfOpen, int stopped, int flooders, int perSecond,
                       boolean atOnce) {

        /// Returns how many of them are somebody.
        public int users() {
            return stopped + flooders;
        }
    }

    /// Creates a mob that has not come yet.
    ///
    /// @param tokens one for each of them who is somebody
    public Mob(InetSocketAddress server, Size size, List<Token> tokens) {
        this.server = server;
        this.size = size;
        this.tokens = List.copyOf(tokens);
    }

    /// Comes, and begins.
    public void begin() {
        try {
            if (size.stopped() > 0) {
                sayMuch();
            }
            for (int i = 0; i < size.halfOpen(); i++) {
                halfOpen.add(half(i));
                if (!size.atOnce() && i % SLICE == SLICE - 1) {
                    Pause.of(OPENING_PAUSE);
                }
            }
            opener.start();
            for (Token token : tokens.subList(0, size.stopped())) {
                stopped.add(stop(token));
            }
            for (Token token : tokens.subList(size.stopped(), size.users())) {
                flooders.add(new Flooder(connect(0), token, size.perSecond()));
            }
            flooders.forEach(Flooder::begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns how many half-open connections were ended, and came back.
    public long reopened() {
        return reopened.get();
    }

    /// Returns the sums of what became of the flooders' requests so far.
    public Flooder.Counts counts() {
        return flooders.stream().map(Flooder::counts)
                .reduce(new Flooder.Counts(0, 0, 0, 0), Flooder.Counts::plus);
    }

    /// Goes away without a word.
    @Override
    public void close() {
        over = true;
        flooders.forEach(Flooder::close);
        stopped.forEach(Mob::drop);
        try {
            opener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halfOpen.forEach(Mob::drop);
    }

    /// Returns the frame of a request.
    static ByteBuffer frame(long id, Request request) {
        byte[] payload = RequestCodec.encode(id, request);
        return ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(payload.length).put(payload).flip();
    }

    static void drop(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // Then there is nothing to close.
        }
    }

    private void sayMuch() {
        try (var speaker = new Visitor(server, _ -> { })) {
            speaker.resume(tokens.getFirst());
            for (int i = 0; i < TEXTS; i++) {
                speaker.ask(new ChatRequest.SendMessage(ConversationName.ALL, "mob-" + i,
                        new EntryBody.Text("m".repeat(TEXT_BYTES), null, Mentions.NONE)));
            }
        }
    }

    private SocketChannel connect(int receiveBytes) throws IOException {
        return open(receiveBytes, 0);
    }

    private SocketChannel open(int receiveBytes, int place) throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // So many ends must not leave ports behind that wait.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        if (server.getAddress().isLoopbackAddress()
                && server.getAddress().getAddress().length == Integer.BYTES) {
            channel.bind(new InetSocketAddress("127.0.0." + (9 + place % LOOPBACK_ADDRESSES), 0));
        }
        channel.connect(server);
        return channel;
    }

    private SocketChannel stop(Token token) throws IOException {
        SocketChannel channel = connect(RECEIVE_BYTES);
        write(channel, frame(1, new AnonymousRequest.Resume(token.text())));
        var page = new ChatRequest.ReadHistory(ConversationName.ALL,
                new HistoryRange.Newest(), TEXTS);
        for (int i = 0; i < PAGES; i++) {
            write(channel, frame(2 + i, page));
        }
        return channel;
    }

    static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Says a part of a length, or nothing.
    private SocketChannel half(int place) throws IOException {
        SocketChannel channel = open(0, place);
        write(channel, ByteBuffer.allocate(place % (HALF_BYTES_MAX + 1)));
        channel.configureBlocking(false);
        return channel;
    }

    private void keepOpen() {
        ByteBuffer nothing = ByteBuffer.allocate(Byte.SIZE);
        for (int place = 0; !over; place = (place + 1) % Math.max(1, halfOpen.size())) {
            if (!halfOpen.isEmpty() && isEnded(halfOpen.get(place), nothing)) {
                drop(halfOpen.get(place));
                comeBack(place);
            }
            if (place % SLICE == 0) {
                Pause.of(SLICE_PAUSE);
            }
        }
    }

    private void comeBack(int place) {
        try {
            halfOpen.set(place, half(place));
            reopened.incrementAndGet();
        } catch (IOException refused) {
            // It tries again in the next round.
        }
    }

    private static boolean isEnded(SocketChannel channel, ByteBuffer into) {
        try {
            return channel.read(into.clear()) < 0;
        } catch (IOException reset) {
            return true;
        }
    }
}
