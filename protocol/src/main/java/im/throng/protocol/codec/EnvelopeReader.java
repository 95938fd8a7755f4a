package im.throng.protocol.codec;

import im.throng.protocol.message.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads the envelope of a frame, strictly: valid UTF-8, one JSON object and nothing behind it,
/// `type` a string, `id` an integer from 1 to 2^53 - 1 or null or absent. Unknown fields are
/// ignored, of duplicates the last counts.
///
/// Threading: one reader per frame, used by one thread.
public final class EnvelopeReader {

    private final boolean anyCase;
    private @Nullable String type;
    private boolean typeIsWrong;
    private @Nullable Long id;
    private boolean idIsWrong;
    private @Nullable JsonNode data;
    private @Nullable JsonNode code;
    private @Nullable JsonNode error;
    private @Nullable JsonNode retryAfterMs;

    private EnvelopeReader(boolean anyCase) {
        this.anyCase = anyCase;
    }

    /// Reads an envelope with field names as they are written in the contract.
    public static Envelope read(ByteBuffer payload) throws MalformedFrameException {
        return new EnvelopeReader(false).envelope(payload);
    }

    /// Reads an envelope of the classic dialect, whose field names have no case.
    public static Envelope readClassic(ByteBuffer payload) throws MalformedFrameException {
        return new EnvelopeReader(true).envelope(payload);
    }

    /// Reads the first envelope of a connection, when the dialect is not known yet. Odd case makes
    /// a message classic only if its type is one of that dialect, so that a native message may have
    /// an unknown field `Data`.
    public static Envelope readFirst(ByteBuffer payload) throws MalformedFrameException {
        try {
            Envelope exact = read(payload.duplicate());
            if (exact.isClassic()) {
                return exact;
            }
            Envelope loose = readClassic(payload);
            boolean isTheirs = ClassicCodec.clientTypes().contains(loose.type());
            return loose.isClassic() && isTheirs ? loose : exact;
        } catch (MalformedFrameException notExact) {
            Envelope loose;
            try {
                loose = readClassic(payload);
            } catch (MalformedFrameException notLooseEither) {
                throw notExact;
            }
            if (loose.isClassic()) {
                return loose;
            }
            throw notExact;
        }
    }

    /// Reads one object with nothing behind it.
    static JsonNode readObject(ByteBuffer payload) throws MalformedFrameException {
        try (JsonParser parser = parser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFrameException("the body must be one JSON object", null);
            }
            JsonNode object = parser.readValueAsTree();
            if (parser.nextToken() != null) {
                throw new MalformedFrameException("there is more behind the JSON object", null);
            }
            return object;
        } catch (JacksonException notJson) {
            throw new MalformedFrameException("not valid JSON", null);
        }
    }

    private Envelope envelope(ByteBuffer payload) throws MalformedFrameException {
        try (JsonParser parser = parser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFrameException("a frame must be one JSON object", null);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readProperty(parser);
            }
            if (parser.nextToken() != null) {
                throw new MalformedFrameException("there is more behind the JSON object", id);
            }
        } catch (JacksonException notJson) {
            throw new MalformedFrameException("not valid JSON", id);
        }
        if (idIsWrong) {
            throw new MalformedFrameException(
                    "id must be an integer from 1 to " + Limits.ID_MAX, null);
        }
        if (type == null || typeIsWrong) {
            throw new MalformedFrameException("type must be a string", id);
        }
        return new Envelope(type, id, replyFields(), data);
    }

    private void readProperty(JsonParser parser) {
        String name = parser.currentName();
        if (anyCase) {
            name = name.toLowerCase(Locale.ROOT);
        }
        JsonToken token = parser.nextToken();
        switch (name) {
            case "type" -> {
                typeIsWrong = token != JsonToken.VALUE_STRING;
                type = typeIsWrong ? null : parser.getString();
                parser.skipChildren();
            }
            case "id" -> readId(parser, token);
            case "data" -> data = parser.readValueAsTree();
            case "code" -> code = parser.readValueAsTree();
            case "error" -> error = parser.readValueAsTree();
            case "retryAfterMs" -> retryAfterMs = parser.readValueAsTree();
            default -> parser.skipChildren();
        }
    }

    private void readId(JsonParser parser, JsonToken token) {
        idIsWrong = false;
        id = null;
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && parser.getLongValue() >= 1 && parser.getLongValue() <= Limits.ID_MAX) {
            id = parser.getLongValue();
            return;
        }
        idIsWrong = true;
        parser.skipChildren();
    }

    private Envelope.ReplyFields replyFields() {
        if (code == null || !code.isInt()) {
            return Envelope.ReplyFields.NONE;
        }
        String words = error != null && error.isString() ? error.stringValue() : "";
        long waitMs = retryAfterMs != null && retryAfterMs.isIntegralNumber()
                ? retryAfterMs.longValue() : 0;
        return new Envelope.ReplyFields(code.intValue(), words, waitMs);
    }

    /// Most frames are plain ASCII, which is valid as it stands. Zeros are not for the short way:
    /// with them the JSON library would take the bytes for another encoding.
    private static JsonParser parser(ByteBuffer payload) throws MalformedFrameException {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        if (isPlain(bytes)) {
            return Json.MAPPER.createParser(bytes);
        }
        CharBuffer text = decodeUtf8(payload);
        return Json.MAPPER.createParser(
                text.array(), text.arrayOffset() + text.position(), text.remaining());
    }

    private static boolean isPlain(byte[] bytes) {
        int all = 0;
        for (byte one : bytes) {
            all |= one | (one - 1); // Negative for zero and for what is not ASCII.
        }
        return all >= 0;
    }

    /// Decodes strictly: the JSON library would let overlong forms and encoded surrogates through.
    private static CharBuffer decodeUtf8(ByteBuffer payload) throws MalformedFrameException {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(payload);
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedFrameException("not valid UTF-8", null);
        }
    }
}
