package im.throng.bench.load;

import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// The frame of a `message.send` to one conversation, in which only the digits of id, key and text
/// change from message to message.
///
/// Threading: confined to the event loop.
final class SendTemplate implements MessageTemplate {

    /// Ids have ten digits, so that each frame is as long as the others.
    private static final long FIRST_ID = 1_000_000_000;
    private static final int ID_DIGITS = 10;

    private final byte[] frame;
    private final int idAt;
    private final int keyAt;
    private final int textAt;

    SendTemplate(ConversationName to, Wording wording) {
        byte[] payload = RequestCodec.encode(FIRST_ID, new ChatRequest.SendMessage(to,
                wording.key(0), new EntryBody.Text(wording.text(0), null, Mentions.NONE)));
        this.frame = new byte[Integer.BYTES + payload.length];
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[i] = (byte) (payload.length >>> (Integer.SIZE - (i + 1) * Byte.SIZE));
        }
        System.arraycopy(payload, 0, frame, Integer.BYTES, payload.length);
        var text = new String(frame, StandardCharsets.ISO_8859_1);
        this.idAt = text.indexOf(Long.toString(FIRST_ID));
        this.keyAt = text.indexOf(wording.key(0));
        this.textAt = text.lastIndexOf(wording.key(0));
    }

    /// Returns the number of the message with this id, or [Glance#OTHER] if it is none.
    static int numberOf(long id) {
        return id < FIRST_ID ? Glance.OTHER : (int) (id - FIRST_ID);
    }

    @Override
    public ByteBuf message(ByteBufAllocator allocator, int number) {
        long id = FIRST_ID + number;
        for (int i = ID_DIGITS - 1; i >= 0; i--) {
            frame[idAt + i] = (byte) ('0' + id % 10);
            id /= 10;
        }
        Wording.renumber(frame, keyAt, number);
        Wording.renumber(frame, textAt, number);
        return allocator.directBuffer(frame.length).writeBytes(frame);
    }
}
