package im.throng.protocol.codec;

import im.throng.protocol.message.ClassicMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The classic dialect as JSON: `data` is JSON inside a string, field names are matched without
/// regard to case, integers have no fraction.
///
/// Threading: immutable.
public final class ClassicCodec {

    /// The largest payload a classic client can read: the size of its buffer.
    public static final int PAYLOAD_BYTES_MAX = 8096;

    private static final String CUT_MARK = "…";

    private ClassicCodec() {}

    /// Reads what a classic client sent.
    ///
    /// @throws MalformedFrameException if the JSON inside `data` is none
    public static ClassicMessage.FromClient decode(Envelope envelope)
            throws MalformedFrameException {
        return switch (envelope.type()) {
            case "RegisterMes" -> {
                ObjectNode user = find(inner(envelope), "user") instanceof ObjectNode o ? o : null;
                yield register(user);
            }
            case "LoginMes" -> login(inner(envelope));
            case "SmsMes" -> say(inner(envelope));
            default -> new ClassicMessage.Unknown();
        };
    }

    /// Writes a message; a text that would not fit is cut at a character and ends in `…`.
    /// The ids of a [ClassicMessage.LoggedIn] must fit, see [#idsThatFit].
    public static byte[] encode(ClassicMessage.FromServer message) {
        byte[] payload = write(message);
        if (payload.length <= PAYLOAD_BYTES_MAX
                || !(message instanceof ClassicMessage.Said said)) {
            return payload;
        }
        return cut(said);
    }

    /// Returns how many of these ids, from the first on, one `LoginResMes` can hold.
    public static int idsThatFit(ClassicMessage.LoggedIn message) {
        int bytes = write(new ClassicMessage.LoggedIn(List.of())).length;
        int count = 0;
        for (var id : message.online()) {
            bytes += Long.toString(id.value()).length() + 1;
            if (bytes > PAYLOAD_BYTES_MAX) {
                break;
            }
            count++;
        }
        return count;
    }

    private static ClassicMessage.FromClient register(@Nullable ObjectNode user) {
        Long id = integer(user, "userId");
        String password = text(user, "userPwd");
        String name = text(user, "userName");
        String sex = text(user, "sex");
        if (user == null || id == null || password == null || name == null || sex == null) {
            return new ClassicMessage.Broken(ClassicMessage.Kind.REGISTER);
        }
        return new ClassicMessage.Register(id, password, name, sex);
    }

    private static ClassicMessage.FromClient login(@Nullable ObjectNode data) {
        Long id = integer(data, "userId");
        String password = text(data, "userPwd");
        if (id == null || password == null) {
            return new ClassicMessage.Broken(ClassicMessage.Kind.LOGIN);
        }
        return new ClassicMessage.Login(id, password);
    }

    private static ClassicMessage.FromClient say(@Nullable ObjectNode data) {
        String content = text(data, "content");
        return content == null || find(data, "content") == null
                ? new ClassicMessage.Broken(ClassicMessage.Kind.SAY)
                : new ClassicMessage.Say(content);
    }

    private static @Nullable ObjectNode inner(Envelope envelope) throws MalformedFrameException {
        try (var parser = Json.MAPPER.createParser(envelope.text())) {
            JsonNode node = Json.MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw new MalformedFrameException("data holds more than one JSON value", null);
            }
            return node instanceof ObjectNode object ? object : null;
        } catch (JacksonException notJson) {
            throw new MalformedFrameException("data is not JSON inside a string", null);
        }
    }

    /// Returns the field, an exact name before one in another case.
    private static @Nullable JsonNode find(@Nullable ObjectNode object, String name) {
        if (object == null) {
            return null;
        }
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact.isNull() ? null : exact;
        }
        JsonNode found = null;
        for (var property : object.properties()) {
            if (property.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                found = property.getValue();
            }
        }
        return found == null || found.isNull() ? null : found;
    }

    /// Returns the integer; 0 if absent as in the original, null if it is something else.
    private static @Nullable Long integer(@Nullable ObjectNode object, String name) {
        JsonNode node = find(object, name);
        if (node == null) {
            return object == null ? null : Long.valueOf(0);
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
    }

    /// Returns the text; empty if absent as in the original, null if it is something else.
    private static @Nullable String text(@Nullable ObjectNode object, String name) {
        JsonNode node = find(object, name);
        if (node == null) {
            return object == null ? null : "";
        }
        return node.isString() ? Fields.replaceHalfPairs(node.stringValue()) : null;
    }

    private static byte[] write(ClassicMessage.FromServer message) {
        return switch (message) {
            case ClassicMessage.Registered m -> envelope("RegisterResMes", json -> {
                json.writeNumberProperty("code", m.code());
                json.writeStringProperty("error", m.error());
            });
            case ClassicMessage.LoggedIn m -> envelope("LoginResMes", json -> {
                json.writeNumberProperty("code", 200);
                json.writeName("UsersId");
                json.writeStartArray();
                m.online().forEach(id -> json.writeNumber(id.value()));
                json.writeEndArray();
                json.writeStringProperty("error", "");
            });
            case ClassicMessage.LoginRefused m -> envelope("LoginResMes", json -> {
                json.writeNumberProperty("code", m.code());
                json.writeNullProperty("UsersId");
                json.writeStringProperty("error", m.error());
            });
            case ClassicMessage.StatusChanged m -> envelope("NotifyUserStatusMes", json -> {
                json.writeNumberProperty("userId", m.userId().value());
                json.writeNumberProperty("status", m.status());
            });
            case ClassicMessage.Said m -> envelope("SmsMes", json -> {
                json.writeStringProperty("content", m.content());
                json.writeNumberProperty("userId", m.from().value());
                json.writeStringProperty("userPwd", "");
                json.writeStringProperty("userName", m.fromName());
                json.writeNumberProperty("userStatus", 0);
                json.writeStringProperty("sex", m.sex());
            });
        };
    }

    private static byte[] envelope(String type, Consumer<JsonGenerator> data) {
        String inner = Json.text(data);
        return Json.bytes(json -> {
            json.writeStringProperty("type", type);
            json.writeStringProperty("data", inner);
        });
    }

    /// Finds the longest beginning that fits, by halving: escapes make a character's size in the
    /// frame depend on what it is.
    private static byte[] cut(ClassicMessage.Said said) {
        String content = said.content();
        int fits = 0;
        int tooLong = content.length();
        byte[] best = write(shortened(said, ""));
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            String beginning = content.substring(0, wholePairs(content, middle));
            byte[] tried = write(shortened(said, beginning));
            if (tried.length <= PAYLOAD_BYTES_MAX) {
                fits = middle;
                best = tried;
            } else {
                tooLong = middle;
            }
        }
        return best;
    }

    private static ClassicMessage.Said shortened(ClassicMessage.Said said, String beginning) {
        return new ClassicMessage.Said(
                said.from(), said.fromName(), said.sex(), beginning + CUT_MARK);
    }

    private static int wholePairs(String text, int end) {
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    static Set<String> clientTypes() {
        return Set.of("RegisterMes", "LoginMes", "SmsMes");
    }
}
