package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One TCP connection to a server, in bytes: what is written leaves exactly so, what is read is
/// cut into frames and nothing else. Every read has a deadline.
///
/// Threading: one thread writes, one reads.
public final class RawConnection implements AutoCloseable {

    /// How long a frame that must come may take.
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int HEADER_BYTES = 4;
    private static final int SERVER_FRAME_BYTES_MAX = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] received = new byte[8192];
    private int start;
    private int end;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// Connects to a server on this machine.
    public static RawConnection open(int port) {
        return open(port, 0);
    }

    /// Connects with a receive buffer of about this many bytes, so that the server soon notices
    /// when nothing is read; 0 leaves the choice to the system.
    public static RawConnection open(int port, int receiveBytes) {
        try {
            var socket = new Socket();
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) DEADLINE.toMillis());
            return new RawConnection(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Takes over a socket that is connected.
    static RawConnection over(Socket socket) {
        try {
            return new RawConnection(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns the payload with its length before it.
    public static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putInt(payload.length).put(payload).array();
    }

    /// Returns the payload with its length before it.
    public static byte[] frame(String payload) {
        return frame(payload.getBytes(UTF_8));
    }

    /// Returns the frames one after the other, as one piece.
    public static byte[] frames(String... payloads) {
        var joined = ByteBuffer.allocate(
                Arrays.stream(payloads).mapToInt(p -> frame(p).length).sum());
        for (var payload : payloads) {
            joined.put(frame(payload));
        }
        return joined.array();
    }

    /// Sends a whole frame in one write.
    public void send(String payload) {
        write(frame(payload));
    }

    /// Sends these bytes in one write.
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Sends the bytes in pieces of `size`, each its own segment.
    public void writeInPieces(byte[] bytes, int size) {
        for (int from = 0; from < bytes.length; from += size) {
            write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
        }
    }

    /// Sends the length alone.
    public void writeLength(int length) {
        write(ByteBuffer.allocate(HEADER_BYTES).putInt(length).array());
    }

    /// Reads the next frame, which must come.
    public JsonNode read() {
        return Json.parse(readPayload());
    }

    /// Reads the next frame's payload, which must come.
    public byte[] readPayload() {
        return poll(DEADLINE).orElseThrow(
                () -> new AssertionError("no frame came within " + DEADLINE));
    }

    /// Reads the next frame's payload as text.
    public String readText() {
        return new String(readPayload(), UTF_8);
    }

    /// Reads the next frame's payload; empty if none is there when the time is over.
    ///
    /// @throws ConnectionEndedException if the connection ended before a whole frame
    public Optional<byte[]> poll(Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        if (!fill(HEADER_BYTES, until)) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(received, start, HEADER_BYTES).getInt();
        if (length < 2 || length > SERVER_FRAME_BYTES_MAX) {
            throw new AssertionError("the server sent a frame of length " + length);
        }
        if (!fill(HEADER_BYTES + length, until)) {
            return Optional.empty();
        }
        start += HEADER_BYTES;
        byte[] payload = Arrays.copyOfRange(received, start, start + length);
        start += length;
        return Optional.of(payload);
    }

    /// Reads once, as the original's clients do, and returns what that one read brought.
    public byte[] readOnce(int bytes) {
        byte[] piece = new byte[bytes];
        try {
            socket.setSoTimeout((int) DEADLINE.toMillis());
            int count = in.read(piece);
            return Arrays.copyOf(piece, Math.max(0, count));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Requires that the connection ends, and that nothing comes before that.
    public void expectEnd() {
        try {
            var frame = poll(DEADLINE);
            fail(frame.map(f -> "expected the end, but got " + new String(f, UTF_8))
                    .orElse("the connection was not ended within " + DEADLINE));
        } catch (ConnectionEndedException ended) {
            if (end > start) {
                throw new AssertionError("the connection ended within a frame", ended);
            }
        }
    }

    /// Requires that the connection ends, whatever comes before that.
    public void expectEndAfterAnything() {
        try {
            while (poll(DEADLINE).isPresent()) {
                // What the server says before the end does not matter here.
            }
            fail("the connection was not ended within " + DEADLINE);
        } catch (ConnectionEndedException ended) {
            // As required.
        }
    }

    /// Requires that the connection ends, whatever bytes come before that.
    public void expectEndAfterAnyBytes() {
        try {
            socket.setSoTimeout((int) DEADLINE.toMillis());
            while (in.read(received) >= 0) {
                // What the server says before the end does not matter here.
            }
        } catch (SocketTimeoutException late) {
            throw new AssertionError("the connection was not ended within " + DEADLINE, late);
        } catch (IOException ended) {
            // As required.
        }
    }

    /// Requires that the connection lives and nothing comes for so long.
    public void expectSilence(Duration wait) {
        poll(wait).ifPresent(f -> fail("expected silence, but got " + new String(f, UTF_8)));
    }

    /// Says that nothing more will be written; reading goes on.
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Ends the connection by a reset.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            // Then there is nothing to reset.
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Reads until so many bytes are there; false if the time is over before that.
    private boolean fill(int bytes, long untilNanos) {
        makeRoom(bytes);
        while (end - start < bytes) {
            long leftMs = (untilNanos - System.nanoTime()) / 1_000_000;
            try {
                socket.setSoTimeout((int) Math.max(1, leftMs));
                int count = in.read(received, end, received.length - end);
                if (count < 0) {
                    throw new ConnectionEndedException("end of stream");
                }
                end += count;
            } catch (SocketTimeoutException late) {
                if (System.nanoTime() >= untilNanos) {
                    return false;
                }
            } catch (SocketException reset) {
                throw new ConnectionEndedException(String.valueOf(reset.getMessage()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return true;
    }

    private void makeRoom(int bytes) {
        if (received.length - start >= bytes) {
            return;
        }
        byte[] roomy = bytes <= received.length
                ? received : new byte[Math.max(bytes, 2 * received.length)];
        System.arraycopy(received, start, roomy, 0, end - start);
        end -= start;
        start = 0;
        received = roomy;
    }
}
