package im.throng.bench.load;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/// A connection that tells of answers and pushes in exactly the order in which they came.
///
/// Threading: any thread may ask; answers and pushes are told on the connection's own thread.
public final class RawLine implements AutoCloseable {

    private static final int CONNECT_MS_MAX = 10_000;
    private static final int ANSWER_SECONDS_MAX = 60;
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Socket socket = new Socket();
    private final Consumer<Push> heard;
    private final Map<Long, Asked> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    /// Connects.
    ///
    /// @param heard takes the pushes, in their order
    public RawLine(InetSocketAddress server, Consumer<Push> heard) throws IOException {
        this.heard = heard;
        socket.setTcpNoDelay(true);
        try {
            socket.connect(server, CONNECT_MS_MAX);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        Thread.ofVirtual().name("raw-line").start(this::listen);
    }

    /// Asks; the answer is told when it comes, or never.
    public void post(Request request, Consumer<Reply> answered) throws IOException {
        long id = lastId.incrementAndGet();
        waiting.put(id, new Asked(request, answered));
        byte[] payload = RequestCodec.encode(id, request);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(payload.length).put(payload);
        synchronized (socket) {
            socket.getOutputStream().write(frame.array());
        }
    }

    /// Asks and waits for the answer, at most a minute.
    public Reply ask(Request request) throws IOException {
        var answer = new CompletableFuture<Reply>();
        post(request, answer::complete);
        try {
            CompletableFuture.anyOf(answer, ended).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            if (!answer.isDone()) {
                throw new IOException("the line ended before the answer to " + request);
            }
            return answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer to " + request, e);
        }
    }

    /// Runs a task when everything that came was told; at once if that is so.
    void onEnd(Runnable task) {
        var _ = ended.thenRun(task);
    }

    /// Tells whether the other side may still answer.
    public boolean isOpen() {
        return !ended.isDone();
    }

    /// Waits, so long at most, until everything that came was told.
    public boolean awaitEnd(int seconds) {
        try {
            ended.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /// Ends the connection from this side; what was told before is still told.
    public void hangUp() throws IOException {
        socket.shutdownOutput();
    }

    /// Closes without a word.
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void listen() {
        try (var in = new DataInputStream(
                new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES))) {
            while (true) {
                byte[] payload = new byte[in.readInt()];
                in.readFully(payload);
                received(EnvelopeReader.read(ByteBuffer.wrap(payload)));
            }
        } catch (IOException killed) {
            // What was not answered stays unknown.
        } catch (MalformedFrameException e) {
            throw new IllegalStateException("the server sent what is no frame", e);
        } finally {
            ended.complete(null);
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
            asked.answered().accept(ReplyReader.decode(asked.request(), envelope));
        }
    }

    private record Asked(Request request, Consumer<Reply> answered) {}
}
