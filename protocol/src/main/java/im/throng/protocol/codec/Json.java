package im.throng.protocol.codec;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON configuration of the project, and how an object is written with it.
///
/// Threading: immutable.
final class Json {

    /// Reads strictly and within bounds. A number of more digits than this is no number that any
    /// field could hold; it is refused rather than computed.
    private static final int NUMBER_DIGITS_MAX = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH_MAX)
                    .maxNumberLength(NUMBER_DIGITS_MAX)
                    .maxStringLength(Limits.SERVER_FRAME_BYTES_MAX)
                    .maxNameLength(Limits.SERVER_FRAME_BYTES_MAX)
                    .build())
            .build();
    static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            // The codec itself checks what follows the envelope.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int SMALL_MESSAGE_BYTES = 256;

    private Json() {}

    /// Returns one object as UTF-8 bytes.
    static byte[] bytes(Consumer<JsonGenerator> properties) {
        var out = new ExactBytes();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return out.bytes();
    }

    /// Returns one object as text, to be put into a string of another.
    static String text(Consumer<JsonGenerator> properties) {
        var out = new StringWriter(SMALL_MESSAGE_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return out.toString();
    }

    /// Writes `"name":{…}`.
    static void object(JsonGenerator json, String name, Runnable properties) {
        json.writeName(name);
        json.writeStartObject();
        properties.run();
        json.writeEndObject();
    }

    /// Writes `"name":[1,2,…]`.
    static void ids(JsonGenerator json, String name, Iterable<UserId> ids) {
        json.writeName(name);
        json.writeStartArray();
        ids.forEach(id -> json.writeNumber(id.value()));
        json.writeEndArray();
    }

    /// Writes a text that may be absent.
    static void optional(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    /// Writes a number that may be absent.
    static void optional(JsonGenerator json, String name, @Nullable Long number) {
        if (number != null) {
            json.writeNumberProperty(name, number);
        }
    }

    /// Writes `"name":[{…},…]`, one object for each item.
    static <T> void objects(JsonGenerator json, String name, Iterable<T> items,
                            Consumer<T> properties) {
        json.writeName(name);
        json.writeStartArray();
        for (T item : items) {
            json.writeStartObject();
            properties.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Takes what a generator has gathered, piece by piece. A message of ordinary size comes in
    /// one, of which one copy is made; those of a long one are joined once.
    private static final class ExactBytes extends OutputStream {

        private byte[] last = {};
        private @Nullable List<byte[]> before;
        private int length;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            if (length > 0) {
                before = before == null ? new ArrayList<>() : before;
                before.add(last);
            }
            last = Arrays.copyOfRange(from, offset, offset + count);
            length += count;
        }

        byte[] bytes() {
            if (before == null) {
                return last;
            }
            byte[] all = new byte[length];
            int at = 0;
            for (byte[] piece : before) {
                System.arraycopy(piece, 0, all, at, piece.length);
                at += piece.length;
            }
            System.arraycopy(last, 0, all, at, last.length);
            return all;
        }
    }
}
