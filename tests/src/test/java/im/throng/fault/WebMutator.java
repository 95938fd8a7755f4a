package im.throng.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import im.throng.conformance.Json;
import im.throng.conformance.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes bad requests of HTTP and bad messages by WebSocket of good ones, the same ones for the
/// same seed.
///
/// Threading: one thread.
final class WebMutator {

    private static final String HOST = "Host: localhost\r\n";
    private static final String END = " HTTP/1.1\r\n" + HOST;
    private static final int FINAL = 0x80;
    private static final int PIECES_MAX = 5;

    private static final List<byte[]> TOKENS = bytes(List.of("\r\n", "\n", "\r", "\r\n\r\n", "\0",
            " ", "\t", ":", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "GET ", "POST ", HOST,
            "Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 262145\r\n",
            "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: gzip\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n",
            "Expect: 100-continue\r\n", "Expect: wonders\r\n", "0\r\n\r\n", "fffffffffffffff\r\n",
            "-1\r\n", "5;x=y\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\n",
            "Upgrade: h2c\r\n", "Range: bytes=0-\r\n", "Range: bytes=9-3,-\r\n",
            "Range: bytes=999999999999999999-\r\n", "If-None-Match: *\r\n", "If-Range: x\r\n",
            "Accept-Encoding: gzip;q=0.0.0\r\n", "Authorization: Bearer \r\n",
            "Authorization: Bearer AQAA\r\n", "Origin: null\r\n", "Origin: x\r\nOrigin: y\r\n",
            "X-Forwarded-For: 1.2.3.4.5\r\n", "X-Forwarded-For: 203.0.113.7, ::1\r\n",
            "X-Forwarded-For: [::1]:x,\r\n", "X-Forwarded-Proto: https\r\n", "Forwarded: x\r\n",
            "%00", "%zz", "%", "../", "//", "/api/", "/app/", "?limit=", "&before=", "?after=1.0",
            "#", "*", "\u00ff", "\u00c0\u00af", "x".repeat(9000), "A: b\r\n".repeat(200), "{}",
            "[]", "null", "\""));

    private static final byte[] PROXY_HEADER = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51,
        0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12, (byte) 203, 0, 113, 9, 127, 0, 0, 1,
        (byte) 0x9C, 0x40, 0x22, (byte) 0xB9};

    private final Random random;
    private final List<byte[]> goodRequests;
    private final Mutator requests;
    private final Mutator proxyHeaders;
    private final Mutator payloads;
    private final Mutator frames;

    /// Creates the mutations of what a user may say.
    ///
    /// @param token of a session of the user
    WebMutator(Random random, long id, String password, String token) {
        this.random = random;
        List<String> envelopes = Mutator.goodNative(id, password);
        this.goodRequests = goodRequests(id, password, token);
        this.requests = new Mutator(random, goodRequests, TOKENS);
        this.proxyHeaders = new Mutator(random, List.of(PROXY_HEADER), TOKENS);
        this.payloads = new Mutator(random, envelopes);
        this.frames = new Mutator(random, envelopes.stream().map(WebSocketFrames::text).toList(),
                List.of(new byte[] {(byte) 0x81}, new byte[] {0, (byte) 0xFF}, new byte[127],
                        new byte[] {(byte) 0x88, (byte) 0x80}, new byte[] {(byte) 0xFE, 0, 0}));
    }

    private static List<byte[]> goodRequests(long id, String password, String token) {
        String bearer = "Authorization: Bearer " + token + "\r\n";
        String login = Json.object("userId", id, "userPwd", password, "device", "bot");
        String message = Json.object("to", "u:" + id, "key", "k", "text", "你好😀\"\\x");
        return bytes(List.of(
                "GET /" + END + "Accept-Encoding: gzip\r\nIf-None-Match: \"x\"\r\n\r\n",
                "GET /manifest.webmanifest" + END + "Range: bytes=1-20\r\n\r\n",
                "HEAD /app/000000000000/app.js" + END + "\r\n",
                "OPTIONS *" + END + "\r\n",
                "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                "GET /readyz" + END + "X-Forwarded-For: 203.0.113.7\r\n\r\n",
                "GET /metrics" + END + "\r\n",
                "GET /api/openapi.json" + END + "\r\n",
                "GET /api/conversations?limit=5" + END + bearer + "\r\n",
                "GET /api/conversations/all/messages?after=0&limit=3" + END + bearer + "\r\n",
                post("/api/login", "", login),
                post("/api/messages", bearer + "Origin: http://localhost\r\n", message),
                post("/api/register", "Expect: 100-continue\r\n",
                        Json.object("userPwd", "123456", "userName", "n")),
                "POST /api/messages" + END + bearer + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(message.getBytes(UTF_8).length) + "\r\n" + message
                        + "\r\n0\r\nX: y\r\n\r\n",
                new String(WebSocketFrames.handshake(80, "Origin: http://localhost:80\r\n"),
                        UTF_8)));
    }

    private static String post(String target, String headers, String body) {
        return "POST " + target + END + headers + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    /// Returns a request as it should be.
    byte[] goodRequest() {
        return goodRequests.get(random.nextInt(goodRequests.size()));
    }

    /// Returns a mutated request.
    byte[] request() {
        return requests.payload();
    }

    /// Returns the mutated header of a proxy.
    byte[] proxyHeader() {
        return random.nextInt(4) == 0 ? PROXY_HEADER : proxyHeaders.payload();
    }

    /// Returns a mutated message that is whole frames, most often.
    byte[] message() {
        return switch (random.nextInt(24)) {
            case 0 -> WebSocketFrames.frame(random.nextInt(256), payloads.payload());
            case 1 -> frames.payload();
            case 2 -> control();
            case 3 -> WebSocketFrames.unmasked(WebSocketFrames.TEXT, new byte[random.nextInt(126)]);
            case 4, 5, 6, 7, 8 -> fragments(payloads.payload());
            default -> WebSocketFrames.last(WebSocketFrames.TEXT, payloads.payload());
        };
    }

    private byte[] control() {
        return WebSocketFrames.frame(FINAL | WebSocketFrames.CLOSE | random.nextInt(8),
                new byte[random.nextInt(140)]);
    }

    private byte[] fragments(byte[] payload) {
        List<Integer> cuts = new ArrayList<>(List.of(0, payload.length));
        random.ints(1 + random.nextInt(PIECES_MAX), 0, payload.length + 1).forEach(cuts::add);
        cuts.sort(null);
        var bytes = new ByteArrayOutputStream();
        for (int i = 1; i < cuts.size(); i++) {
            byte[] piece = Arrays.copyOfRange(payload, cuts.get(i - 1), cuts.get(i));
            int opcode = i == 1 ? WebSocketFrames.TEXT : WebSocketFrames.CONTINUATION;
            bytes.writeBytes(WebSocketFrames.frame(
                    i == cuts.size() - 1 ? FINAL | opcode : opcode, piece));
            if (random.nextInt(4) == 0) {
                bytes.writeBytes(WebSocketFrames.last(WebSocketFrames.PING,
                        new byte[random.nextInt(126)]));
            }
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> bytes(List<String> texts) {
        // What is no ASCII in a token is a byte of its own; what a user says is UTF-8.
        return texts.stream().map(text -> text.chars().allMatch(c -> c <= 0xFF)
                ? text.getBytes(ISO_8859_1) : text.getBytes(UTF_8)).toList();
    }
}
