package im.throng.protocol.codec;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of one message's `data`, read without coercion: "12" and 1.0 are no integers. A
/// field that is null is absent. Every refusal names the field.
final class Fields {

    private final @Nullable ObjectNode object;

    Fields(@Nullable ObjectNode object) {
        this.object = object;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw RejectedException.invalid(name, "is missing");
        }
        return text;
    }

    @Nullable String optionalText(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw RejectedException.invalid(name, "must be a string");
        }
        return requireEncodable(name, node.stringValue());
    }

    long integer(String name, long min, long max) {
        Long value = optionalInteger(name, min, max);
        if (value == null) {
            throw RejectedException.invalid(name, "is missing");
        }
        return value;
    }

    @Nullable Long optionalInteger(String name, long min, long max) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()
                || node.longValue() < min || node.longValue() > max) {
            throw RejectedException.invalid(name, "must be an integer from " + min + " to " + max);
        }
        return node.longValue();
    }

    /// Returns the limit the client named, clamped to the bound.
    int limit(int max) {
        Long limit = optionalInteger("limit", 1, Limits.ID_MAX);
        return (int) Math.min(limit == null ? Limits.PAGE_DEFAULT : limit, max);
    }

    boolean flag(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw RejectedException.invalid(name, "must be true or false");
        }
        return node.booleanValue();
    }

    UserId userId(String name) {
        return new UserId(integer(name, 1, Limits.ID_MAX));
    }

    ConversationName conversation(String name) {
        return ConversationName.parse(name, text(name));
    }

    /// Returns the ids of a list that may have at most `max` of them.
    List<UserId> userIds(String name, int max) {
        return list(name, max, node -> {
            if (!node.isIntegralNumber() || !node.canConvertToLong()
                    || node.longValue() < 1 || node.longValue() > Limits.ID_MAX) {
                throw RejectedException.invalid(name, "must be a list of ids");
            }
            return new UserId(node.longValue());
        });
    }

    /// Returns the objects of a list.
    <T> List<T> objects(String name, Function<Fields, T> read) {
        return list(name, Integer.MAX_VALUE, node -> {
            if (!(node instanceof ObjectNode inner)) {
                throw RejectedException.invalid(name, "must be a list of objects");
            }
            return read.apply(new Fields(inner));
        });
    }

    /// Returns an object's fields.
    Fields object(String name) {
        Fields inner = optionalObject(name);
        if (inner == null) {
            throw RejectedException.invalid(name, "is missing");
        }
        return inner;
    }

    @Nullable Fields optionalObject(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ObjectNode inner)) {
            throw RejectedException.invalid(name, "must be an object");
        }
        return new Fields(inner);
    }

    /// Tells whether the field is a string, for the few that may be that or something else.
    boolean isText(String name) {
        JsonNode node = find(name);
        return node != null && node.isString();
    }

    Iterable<String> names() {
        return object == null ? List.of() : object.propertyNames();
    }

    private <T> List<T> list(String name, int max, Function<JsonNode, T> read) {
        JsonNode node = find(name);
        if (node == null) {
            throw RejectedException.invalid(name, "is missing");
        }
        if (!node.isArray()) {
            throw RejectedException.invalid(name, "must be a list");
        }
        if (node.size() > max) {
            throw RejectedException.invalid(name, "must have at most " + max + " items");
        }
        List<T> items = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            items.add(read.apply(item));
        }
        return items;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode node = object == null ? null : object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /// A half of a surrogate pair, written as an escape, has no UTF-8 form and could not be sent
    /// on.
    private static String requireEncodable(String name, String text) {
        if (hasHalfPair(text)) {
            throw RejectedException.invalid(name, "holds half a surrogate pair");
        }
        return text;
    }

    /// Returns the text with U+FFFD for each half of a surrogate pair, as the original system
    /// decodes it.
    static String replaceHalfPairs(String text) {
        return hasHalfPair(text)
                ? text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                : text;
    }

    /// Tells whether there is a half without the other.
    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
