package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
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

    private final boolean webSocket;
    private int closeCode;

    private RawConnection(Socket socket, boolean webSocket) throws IOException {
        this.socket = socket;
        this.webSocket = webSocket;
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
            return new RawConnection(socket, false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Takes over a socket that is connected.
    static RawConnection over(Socket socket) {
        try {
            return new RawConnection(socket, false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Connects, and makes a WebSocket of the connection: from then on frames are its messages.
    public static RawConnection openWebSocket(int port) {
        return upgraded(open(port).socket, port);
    }

    /// Makes a WebSocket of a socket that is connected.
    static RawConnection upgraded(Socket socket, int port) {
        try {
            var connection = new RawConnection(socket, true);
            connection.write(WebSocketFrames.handshake(port, ""));
            String head = connection.readHead();
            if (!head.startsWith("HTTP/1.1 101 ") || !head.contains(WebSocketFrames.ACCEPT)) {
                throw new AssertionError("no WebSocket: " + head);
            }
            return connection;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Tells whether it is a WebSocket.
    public boolean isWebSocket() {
        return webSocket;
    }

    /// Returns the code of the close frame that came; 0 if none did.
    public int closeCode() {
        return closeCode;
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
        write(webSocket ? WebSocketFrames.text(payload) : frame(payload));
    }

    /// Sends whole frames in one write.
    public void sendAll(String... payloads) {
        var bytes = new ByteArrayOutputStream();
        for (String payload : payloads) {
            bytes.writeBytes(webSocket ? WebSocketFrames.text(payload) : frame(payload));
        }
        write(bytes.toByteArray());
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
        if (webSocket) {
            return pollMessage(until);
        }
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

    private Optional<byte[]> pollMessage(long until) {
        if (!fill(2, until)) {
            return Optional.empty();
        }
        int first = received[start] & 0xFF;
        int length = received[start + 1] & 0xFF;
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (!fill(header, until)) {
            return Optional.empty();
        }
        if (header == 4) {
            length = ByteBuffer.wrap(received, start + 2, 2).getShort() & 0xFFFF;
        } else if (header == 10) {
            length = Math.toIntExact(ByteBuffer.wrap(received, start + 2, 8).getLong());
        }
        if (length > SERVER_FRAME_BYTES_MAX) {
            throw new AssertionError("the server sent a frame of length " + length);
        }
        if (!fill(header + length, until)) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(
                received, start + header, start + header + length);
        start += header + length;
        if (first == (0x80 | WebSocketFrames.CLOSE)) {
            closeCode = payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
            throw new ConnectionEndedException("closed with " + closeCode);
        }
        if (first == (0x80 | WebSocketFrames.PONG)) {
            return pollMessage(until);
        }
        if (first != (0x80 | WebSocketFrames.TEXT)) {
            throw new AssertionError("the server sent a frame that begins with " + first);
        }
        return Optional.of(payload);
    }

    /// Reads the head of an answer of HTTP, its empty line included.
    public String readHead() {
        long until = System.nanoTime() + DEADLINE.toNanos();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            if (!fill(1, until)) {
                throw new AssertionError("no head came, only " + head);
            }
            head.append((char) received[start]);
            start++;
        }
        return head.toString();
    }

    /// Waits until something has come that was not read.
    public boolean hasMore(Duration wait) {
        return fill(1, System.nanoTime() + wait.toNanos());
    }

    /// Reads so many bytes, which must come.
    public byte[] readBytes(int count) {
        if (!fill(count, System.nanoTime() + DEADLINE.toNanos())) {
            throw new AssertionError(count + " bytes did not come");
        }
        start += count;
        return Arrays.copyOfRange(received, start - count, start);
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
