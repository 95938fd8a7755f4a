package im.throng.protocol.codec;

import im.throng.protocol.message.Reply;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests and replies without an envelope, as the HTTP door has them: the type is in the address,
/// the body is the `data`.
///
/// Threading: immutable.
public final class HttpCodec {

    private HttpCodec() {}

    /// Returns the request that a body is the `data` of.
    ///
    /// @throws MalformedFrameException if it is not one JSON object
    public static Envelope request(String type, ByteBuffer body) throws MalformedFrameException {
        JsonNode data = EnvelopeReader.readObject(body);
        return new Envelope(type, null, Envelope.ReplyFields.NONE, data);
    }

    /// Returns the request that parameters of an address are the `data` of.
    public static Envelope request(String type, Map<String, String> texts,
                                   Map<String, String> numbers) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        texts.forEach(data::put);
        numbers.forEach((name, value) -> {
            try {
                data.put(name, Long.parseLong(value));
            } catch (NumberFormatException noNumber) {
                // It is refused like a text that was sent in the place of an integer.
                data.put(name, value);
            }
        });
        return new Envelope(type, null, Envelope.ReplyFields.NONE, data);
    }

    /// Writes the `data` of a reply, or what was wrong.
    public static byte[] reply(Reply reply) {
        return switch (reply) {
            case Reply.Success success ->
                    Json.bytes(json -> ReplyCodec.writeData(json, success));
            case Reply.Refused refused ->
                    Json.bytes(json -> ReplyCodec.writeRefusal(json, refused));
        };
    }

    /// Writes what was wrong, where no request was read.
    ///
    /// @param code the status of the answer
    public static byte[] error(int code, String words) {
        return Json.bytes(json -> {
            json.writeNumberProperty("code", code);
            json.writeStringProperty("error", words);
        });
    }
}
