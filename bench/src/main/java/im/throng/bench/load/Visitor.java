package im.throng.bench.load;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One connection of a user: asks and waits, and passes on what is pushed.
///
/// Threading: any thread may ask; pushes come on the connection's own virtual thread.
public final class Visitor implements AutoCloseable {

    private static final int ANSWER_SECONDS_MAX = 60;
    private static final int BUFFER_BYTES = 4096;

    private final Socket socket;
    private final Consumer<Push> heard;
    private final Map<Long, Asked> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    /// Connects.
    ///
    /// @param heard takes the pushes, in their order
    public Visitor(InetSocketAddress server, Consumer<Push> heard) {
        this.heard = heard;
        this.socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server, (int) TimeUnit.SECONDS.toMillis(ANSWER_SECONDS_MAX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("visitor").start(this::listen);
    }

    /// Logs in and returns the answer.
    public AccountReply.LoggedIn login(Person person) {
        return (AccountReply.LoggedIn) ask(
                new AnonymousRequest.Login(person.id(), person.password(), "bench"));
    }

    /// Asks and returns the answer, which must be no refusal.
    public Reply ask(Request request) {
        try {
            Reply reply = post(request).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            if (reply instanceof Reply.Refused refused) {
                throw new IllegalStateException(request + " was refused: " + refused);
            }
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer to " + request, e);
        }
    }

    /// Asks without waiting.
    public CompletableFuture<Reply> post(Request request) {
        long id = lastId.incrementAndGet();
        var asked = new Asked(request, new CompletableFuture<>());
        waiting.put(id, asked);
        byte[] payload = RequestCodec.encode(id, request);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(payload.length).put(payload);
        try {
            synchronized (socket) {
                socket.getOutputStream().write(frame.array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asked.reply();
    }

    /// Closes without a word.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (var in = new DataInputStream(
                new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES))) {
            while (true) {
                byte[] payload = new byte[in.readInt()];
                in.readFully(payload);
                received(EnvelopeReader.read(ByteBuffer.wrap(payload)));
            }
        } catch (IOException | MalformedFrameException ended) {
            waiting.values().forEach(asked -> asked.reply().completeExceptionally(ended));
        }
    }

    private void received(Envelope envelope) {
        if (!ReplyReader.isReply(envelope)) {
            PushCodec.decode(envelope).ifPresent(heard);
            return;
        }
        Long id = envelope.id();
        Asked asked = id == null ? null : waiting.remove(id);
        if (asked != null) {
            asked.reply().complete(ReplyReader.decode(asked.request(), envelope));
        }
    }

    private record Asked(Request request, CompletableFuture<Reply> reply) {}
}
