package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A connection in the native dialect: numbers its requests, finds the reply to each, and keeps
/// what else arrives, in order, until it is asked for.
///
/// Threading: one thread.
public final class NativeClient implements AutoCloseable {

    private final RawConnection connection;
    private final Deque<JsonNode> kept = new ArrayDeque<>();
    private long lastId;

    public NativeClient(RawConnection connection) {
        this.connection = connection;
    }

    /// Returns the connection below, for bytes that are no good requests.
    public RawConnection raw() {
        return connection;
    }

    /// Sends a request and returns its reply, whatever its code.
    public JsonNode request(String type, String data) {
        return reply(post(type, data));
    }

    /// Sends a request, requires code 200, and returns the reply's `data`.
    public JsonNode ask(String type, String data) {
        var reply = request(type, data);
        assertThat(reply.path("code").intValue(-1)).as("%s %s -> %s", type, data, reply)
                .isEqualTo(200);
        return reply.path("data");
    }

    /// Sends a request, requires it to be refused with this code, and returns the error's words.
    public String refused(int code, String type, String data) {
        var reply = request(type, data);
        assertThat(reply.path("code").intValue(-1)).as("%s %s -> %s", type, data, reply)
                .isEqualTo(code);
        assertThat(reply.path("error").stringValue("")).isNotBlank();
        assertThat(reply.has("data")).as("a refusal carries no data: %s", reply).isFalse();
        return reply.path("error").stringValue("");
    }

    /// Sends a request without waiting; returns its `id`.
    public long post(String type, String data) {
        lastId++;
        connection.send(Json.request(lastId, type, data));
        return lastId;
    }

    /// Waits for the reply to the request with this `id`.
    public JsonNode reply(long id) {
        return await(f -> isReply(f) && f.path("id").longValue(-1) == id, "the reply to " + id);
    }

    /// Waits for the next push of this type and returns its `data`.
    public JsonNode push(String type) {
        return push(type, _ -> true);
    }

    /// Waits for the next push of this type whose `data` is as wanted, and returns that.
    public JsonNode push(String type, Predicate<JsonNode> wanted) {
        var push = await(
                f -> type.equals(f.path("type").stringValue("")) && wanted.test(f.path("data")),
                "a push " + type);
        assertThat(push.has("id")).as("a push has no id: %s", push).isFalse();
        return push.path("data");
    }

    /// Waits for so many pushes of this type, and requires that no more come before the reply to a
    /// `ping` sent then. What others did reaches this connection some time after their replies.
    public List<JsonNode> pushes(String type, int count) {
        var found = new ArrayList<JsonNode>();
        for (int i = 0; i < count; i++) {
            found.add(push(type));
        }
        assertThat(pushesSoFar(type)).as("more pushes %s than %d", type, count).isEmpty();
        return found;
    }

    /// Sends a text to everybody and returns its entry's `seq`.
    public long say(String text, String key) {
        return ask("message.send", Json.object("to", "all", "key", key, "text", text))
                .path("seq").longValue(-1);
    }

    /// Returns the next frame, kept or new.
    public JsonNode next() {
        var first = kept.pollFirst();
        return first != null ? first : connection.read();
    }

    /// Returns the next frame, kept or new; empty if none comes in that time.
    public Optional<JsonNode> next(Duration wait) {
        var first = kept.pollFirst();
        return first != null ? Optional.of(first) : connection.poll(wait).map(Json::parse);
    }

    /// Returns and forgets the pushes of this type that have arrived before the reply to a `ping`
    /// sent now.
    public List<JsonNode> pushesSoFar(String type) {
        long id = post("ping", "{}");
        var reply = reply(id);
        assertThat(reply.path("code").intValue(-1)).isEqualTo(200);
        var found = new ArrayList<JsonNode>();
        for (Iterator<JsonNode> each = kept.iterator(); each.hasNext();) {
            var frame = each.next();
            if (type.equals(frame.path("type").stringValue(""))) {
                found.add(frame.path("data"));
                each.remove();
            }
        }
        return found;
    }

    /// Returns all that has arrived and all that arrives in that time, in order.
    public List<JsonNode> listen(Duration wait) {
        var frames = new ArrayList<>(kept);
        kept.clear();
        long until = System.nanoTime() + wait.toNanos();
        while (true) {
            var left = until - System.nanoTime();
            if (left <= 0) {
                return frames;
            }
            connection.poll(Duration.ofNanos(left)).map(Json::parse).ifPresent(frames::add);
        }
    }

    /// Requires a `goodbye` with this code, and then the end.
    public JsonNode expectGoodbye(int code, boolean reconnect) {
        var goodbye = push("goodbye");
        assertThat(goodbye.path("code").intValue(-1)).as("%s", goodbye).isEqualTo(code);
        assertThat(goodbye.path("error").stringValue("")).isNotBlank();
        assertThat(goodbye.path("reconnect").isBoolean()).as("%s", goodbye).isTrue();
        assertThat(goodbye.path("reconnect").booleanValue()).isEqualTo(reconnect);
        if (reconnect) {
            assertThat(goodbye.path("afterMs").isIntegralNumber()).as("%s", goodbye).isTrue();
        }
        connection.expectEnd();
        if (connection.isWebSocket()) {
            assertThat(connection.closeCode()).isEqualTo(4000 + code);
        }
        return goodbye;
    }

    @Override
    public void close() {
        connection.close();
    }

    private JsonNode await(Predicate<JsonNode> wanted, String what) {
        for (Iterator<JsonNode> each = kept.iterator(); each.hasNext();) {
            var frame = each.next();
            if (wanted.test(frame)) {
                each.remove();
                return frame;
            }
        }
        long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
        while (true) {
            var left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            var frame = connection.poll(left).map(Json::parse).orElseThrow(
                    () -> new AssertionError(what + " did not come; what came: " + kept));
            if (wanted.test(frame)) {
                return frame;
            }
            kept.add(frame);
        }
    }

    private static boolean isReply(JsonNode frame) {
        return "reply".equals(frame.path("type").stringValue(""));
    }
}
