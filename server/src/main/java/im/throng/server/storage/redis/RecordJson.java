package im.throng.server.storage.redis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How records are read and written as JSON.
///
/// Threading: immutable.
final class RecordJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Numbers in fields that are not ours come out as they went in.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RecordJson() {}

    /// Returns the object in the bytes; empty if they hold none, or more.
    static Optional<ObjectNode> object(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes) instanceof ObjectNode object
                    ? Optional.of(object) : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty(); // Who asks tells of it.
        }
    }

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(ObjectNode object) {
        return MAPPER.writeValueAsBytes(object);
    }

    /// Returns the text; empty if it is absent or something else.
    static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : "";
    }

    /// Returns the number; 0 if it is absent or something else.
    static long number(@Nullable JsonNode node) {
        return node != null && node.isIntegralNumber() && node.canConvertToLong()
                ? node.longValue() : 0;
    }
}
