package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A connection in the classic dialect, as the original system's clients use it.
///
/// Threading: one thread.
public final class ClassicClient implements AutoCloseable {

    /// The size of those clients' buffer: a longer payload ends their process.
    public static final int PAYLOAD_BYTES_MAX = 8096;

    private final RawConnection connection;

    public ClassicClient(RawConnection connection) {
        this.connection = connection;
    }

    /// A classic message, with `data` unpacked.
    public record Message(String type, JsonNode data) {}

    /// Returns the connection below.
    public RawConnection raw() {
        return connection;
    }

    /// Sends a message; `data` is JSON, which is put into a string.
    public void send(String type, String data) {
        connection.send(Json.classic(type, data));
    }

    /// Sends a registration and returns the answer's `data`.
    public JsonNode register(long id, String password, String name) {
        send("RegisterMes", Json.object("user", new Json.Raw(Json.object(
                "userId", id, "userPwd", password, "userName", name, "userStatus", 0,
                "sex", ""))));
        return answer("RegisterResMes");
    }

    /// Sends a login and returns the answer's `data`, which must be the next thing that comes.
    public JsonNode login(long id, String password) {
        send("LoginMes", Json.object("userId", id, "userPwd", password, "userName", ""));
        return answer("LoginResMes");
    }

    /// Says something to everybody.
    public void say(String content) {
        send("SmsMes", Json.object("content", content, "userId", 0, "userPwd", "",
                "userName", "", "userStatus", 0, "sex", ""));
    }

    /// Returns the next message, which must come.
    public Message next() {
        return unpack(connection.readPayload());
    }

    /// Returns the next message; empty if none comes in that time.
    public Optional<Message> next(Duration wait) {
        return connection.poll(wait).map(ClassicClient::unpack);
    }

    /// Skips messages until one is as wanted.
    public JsonNode await(String type, Predicate<JsonNode> wanted) {
        long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
        while (true) {
            var left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            var message = next(left).orElseThrow(() -> new AssertionError("no " + type + " came"));
            if (message.type().equals(type) && wanted.test(message.data())) {
                return message.data();
            }
        }
    }

    /// Skips messages until somebody says exactly this.
    public JsonNode heard(String content) {
        return await("SmsMes", d -> content.equals(d.path("content").stringValue("")));
    }

    /// Skips messages until this user's status is told.
    public JsonNode told(long userId, int status) {
        return await("NotifyUserStatusMes", d -> d.path("userId").longValue(-1) == userId
                && d.path("status").intValue(-1) == status);
    }

    @Override
    public void close() {
        connection.close();
    }

    private JsonNode answer(String type) {
        var message = next();
        assertThat(message.type()).as("the first thing heard: %s", message).isEqualTo(type);
        assertThat(message.data().path("code").isIntegralNumber()).isTrue();
        assertThat(message.data().path("error").isString()).isTrue();
        return message.data();
    }

    private static Message unpack(byte[] payload) {
        assertThat(payload.length).as("bytes of a classic payload")
                .isLessThanOrEqualTo(PAYLOAD_BYTES_MAX);
        var envelope = Json.parse(payload);
        assertThat(envelope.path("data").isString()).as("data is a string: %s", envelope).isTrue();
        return new Message(envelope.path("type").stringValue(""),
                Json.parse(envelope.path("data").stringValue("")));
    }
}
