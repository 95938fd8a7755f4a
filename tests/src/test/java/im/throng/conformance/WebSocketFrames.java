package im.throng.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Frames of WebSocket as a client writes them (RFC 6455, section 5.2). The tests' own, so that the
/// server's code is not measured with itself.
public final class WebSocketFrames {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    /// The key of every handshake here, and what a server must make of it: the RFC's own example.
    public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    public static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MASK = 0x37FA213D;

    private WebSocketFrames() {}

    /// Returns the request for a connection, with more header lines, each with its end.
    public static byte[] handshake(int port, String more) {
        return ("GET /ws HTTP/1.1\r\nHost: localhost:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY
                + "\r\n" + more + "\r\n").getBytes(US_ASCII);
    }

    /// Returns one text message in one frame.
    public static byte[] text(String text) {
        return frame(FINAL | TEXT, text.getBytes(UTF_8));
    }

    /// Returns a final frame.
    public static byte[] last(int opcode, byte[] payload) {
        return frame(FINAL | opcode, payload);
    }

    /// Returns a frame that others follow.
    public static byte[] part(int opcode, byte[] payload) {
        return frame(opcode, payload);
    }

    /// Returns a close frame with a code.
    public static byte[] close(int code) {
        return last(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /// Returns a masked frame with this first byte.
    public static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (MASK >>> (24 - 8 * (i % 4)))));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /// Returns a frame without a mask, as only a server may write one.
    public static byte[] unmasked(int opcode, byte[] payload) {
        return ByteBuffer.allocate(payload.length + 2).put((byte) (FINAL | opcode))
                .put((byte) payload.length).put(payload).array();
    }
}
