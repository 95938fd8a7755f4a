package im.throng.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.throng.conformance.Json;
import im.throng.conformance.RawConnection;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes bad frames of good ones, the same ones for the same seed.
///
/// Threading: one thread.
final class Mutator {

    private static final int HEADER_BYTES = 4;

    private static final List<byte[]> TOKENS = List.of(
            bytes("{"), bytes("}"), bytes("["), bytes("]"), bytes("\""), bytes("\\"), bytes(","),
            bytes(":"), bytes("null"), bytes("true"), bytes("1e999"), bytes("-0"), bytes("1.0"),
            bytes("9007199254740992"), bytes("99999999999999999999999"), bytes("\\u0000"),
            bytes("\\ud800"), bytes("\u0000"), bytes("\ufeff"), bytes("[".repeat(70)),
            bytes("{\"a\":".repeat(70)), bytes("\"id\":0,"), bytes("\"id\":5,"),
            bytes("\"data\":\"{}\","), bytes("\"data\":{},"), bytes("\"type\":\"ping\","),
            bytes("\"to\":\"all\","), bytes("\"userId\":9007199254740991,"), bytes("all"),
            bytes("u:5"), bytes("g:5"), bytes("😀"), new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, new byte[] {(byte) 0xff});

    private static final int[] LENGTHS = {0, 1, 2, 262_143, 262_144, 262_145, 0x00ff_ffff,
        0x0100_0000, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};

    private final Random random;
    private final List<byte[]> good;
    private final List<byte[]> tokens;

    /// Makes bad envelopes of good ones.
    Mutator(Random random, List<String> good) {
        this(random, good.stream().map(Mutator::bytes).toList(), TOKENS);
    }

    /// Makes bad ones of good ones.
    ///
    /// @param tokens what is put in between now and then
    Mutator(Random random, List<byte[]> good, List<byte[]> tokens) {
        this.random = random;
        this.good = good;
        this.tokens = tokens;
    }

    /// Returns good payloads of the native dialect, every type of request among them.
    static List<String> goodNative(long id, String password) {
        return List.of(
                Json.request(2, "account.register",
                        Json.object("userPwd", "123456", "userName", "n", "sex", "x")),
                Json.request(3, "account.login", Json.object("userId", id,
                        "userPwd", password, "device", "d")),
                Json.request(4, "account.resume", Json.object("token", "abc.def.ghi")),
                Json.request(5, "account.logout", "{}"),
                Json.request(6, "account.sessions", "{}"),
                Json.request(7, "account.revoke", Json.object("sessionId", "abcdef")),
                Json.request(8, "user.get", Json.object("userIds", List.of(1, id, 3))),
                Json.request(9, "ping", "{}"),
                Json.request(10, "presence.online", Json.object("after", 0, "limit", 10)),
                Json.request(11, "presence.set", Json.object("status", "busy")),
                Json.request(12, "message.send", Json.object("to", "all", "key", "k",
                        "text", "你好😀\"\\x", "replyTo", 1, "mentions", List.of(5, 6))),
                Json.request(13, "message.history",
                        Json.object("conversation", "all", "after", 0, "limit", 3)),
                Json.request(14, "message.history",
                        Json.object("conversation", "all", "before", 9, "limit", 3)),
                Json.request(15, "conversation.list", Json.object("limit", 10)),
                Json.request(16, "conversation.read",
                        Json.object("conversation", "all", "seq", 1)));
    }

    /// Returns good payloads of the classic dialect.
    static List<String> goodClassic(long id, String password) {
        return List.of(
                Json.classic("RegisterMes", Json.object("user", new Json.Raw(Json.object(
                        "userId", id + 1_000_000, "userPwd", "x", "userName", "n")))),
                Json.classic("LoginMes",
                        Json.object("userId", id, "userPwd", password, "userName", "")),
                Json.classic("SmsMes", Json.object("content", "你好😀\"\\x", "userId", id,
                        "userPwd", "", "userName", "", "userStatus", 0, "sex", "")),
                Json.classic("NotifyUserStatusMes", Json.object("userId", id, "status", 1)),
                Json.classic("LogoutMes", ""));
    }

    /// Returns a whole frame whose payload is a mutation of a good one.
    byte[] frame() {
        return RawConnection.frame(payload());
    }

    /// Returns a frame whose length does not fit its payload: nothing behind it can be read.
    byte[] frameOfWrongLength() {
        byte[] frame = RawConnection.frame(good.get(random.nextInt(good.size())));
        int length = random.nextBoolean() ? LENGTHS[random.nextInt(LENGTHS.length)]
                : random.nextInt(2 * frame.length);
        for (int i = 0; i < HEADER_BYTES; i++) {
            frame[i] = (byte) (length >>> (8 * (HEADER_BYTES - 1 - i)));
        }
        return random.nextBoolean() ? frame
                : Arrays.copyOf(frame, 1 + random.nextInt(frame.length));
    }

    /// Returns a mutation of a good one.
    byte[] payload() {
        byte[] payload = good.get(random.nextInt(good.size())).clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            payload = mutate(payload);
        }
        return payload;
    }

    private byte[] mutate(byte[] payload) {
        if (payload.length == 0) {
            return tokens.get(random.nextInt(tokens.size())).clone();
        }
        int at = random.nextInt(payload.length);
        int until = at + random.nextInt(Math.min(40, payload.length - at) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> flipped(payload, at);
            case 1 -> Arrays.copyOf(payload, at);
            case 2 -> joined(Arrays.copyOf(payload, until), payload, at);
            case 3 -> joined(Arrays.copyOf(payload, at), payload, until);
            case 4 -> spliced(payload, at, tokens.get(random.nextInt(tokens.size())));
            case 5 -> spliced(payload, at, cutting());
            default -> swapped(payload, at, until);
        };
    }

    private static byte[] flipped(byte[] payload, int at) {
        payload[at] ^= (byte) (1 << (at * 31 + payload.length) % 8);
        return payload;
    }

    private byte[] swapped(byte[] payload, int at, int until) {
        for (int i = at; i < until; i++) {
            payload[i] = (byte) random.nextInt(256);
        }
        return payload;
    }

    private static byte[] joined(byte[] head, byte[] rest, int from) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head);
        bytes.write(rest, from, rest.length - from);
        return bytes.toByteArray();
    }

    private static byte[] spliced(byte[] payload, int at, byte[] inside) {
        return joined(joined(Arrays.copyOf(payload, at), inside, 0), payload, at);
    }

    /// Returns a piece of another good payload.
    private byte[] cutting() {
        byte[] other = good.get(random.nextInt(good.size()));
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from) + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
