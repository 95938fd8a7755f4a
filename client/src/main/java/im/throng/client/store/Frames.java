package im.throng.client.store;

import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries and messages as rows keep them: as frames of the wire, so that the store needs no second
/// form of each, and learns new kinds with the codec.
final class Frames {

    private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

    private Frames() {}

    static byte[] of(Entry entry) {
        return PushCodec.encode(new Push.NewEntry(entry));
    }

    static byte[] of(ChatRequest.SendMessage message) {
        return RequestCodec.encode(1, message);
    }

    /// Reads an entry; empty if it cannot be read, which then counts as not there.
    static Optional<Entry> entry(byte[] frame) {
        try {
            return PushCodec.decode(EnvelopeReader.read(ByteBuffer.wrap(frame)))
                    .flatMap(push -> push instanceof Push.NewEntry(Entry entry)
                            ? Optional.of(entry) : Optional.empty());
        } catch (MalformedFrameException | RejectedException unreadable) {
            LOG.warn("An entry of the local store cannot be read: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /// Reads a message; empty if it cannot be read.
    static Optional<ChatRequest.SendMessage> message(byte[] frame) {
        try {
            return RequestCodec.decode(EnvelopeReader.read(ByteBuffer.wrap(frame)))
                    instanceof ChatRequest.SendMessage message
                    ? Optional.of(message) : Optional.empty();
        } catch (MalformedFrameException | RejectedException unreadable) {
            LOG.warn("A message of the outbox cannot be read: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }
}
