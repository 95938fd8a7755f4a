package im.throng.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the tests write and read it. The writing is the tests' own, so that the server's codec
/// is not measured with itself.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// A piece of JSON that goes in as it is.
    public record Raw(String json) {}

    /// Returns an object of these names and values in turn: numbers, booleans, strings,
    /// collections of them, or [Raw].
    public static String object(Object... namesAndValues) {
        var json = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.append(i == 0 ? "" : ",").append(quote((String) namesAndValues[i]))
                    .append(':').append(value(namesAndValues[i + 1]));
        }
        return json.append('}').toString();
    }

    /// Returns the envelope of a request.
    public static String request(long id, String type, String data) {
        return object("type", type, "id", id, "data", new Raw(data));
    }

    /// Returns the envelope of a classic message.
    public static String classic(String type, String data) {
        return object("type", type, "data", data);
    }

    /// Returns the text as a JSON string.
    public static String quote(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }

    /// Reads one JSON value, with nothing behind it.
    public static JsonNode parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Reads one JSON value, with nothing behind it.
    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            throw new AssertionError("the server sent what is not JSON: " + json, notJson);
        }
    }

    private static String value(Object value) {
        return switch (value) {
            case String text -> quote(text);
            case Raw raw -> raw.json();
            case Collection<?> items -> items.stream().map(Json::value)
                    .collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }
}
