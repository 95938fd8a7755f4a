package im.throng.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// A look at a frame that reads only what is needed of it, for frames written in the order in which
/// our codec writes them. Whatever looks otherwise is [#OTHER] and has to be decoded.
final class Glance {

    /// What is returned for a frame that has to be decoded.
    static final int OTHER = -1;

    private static final long TYPE = eight("{\"type\":");
    private static final long MESSAGE = eight("\"message");
    private static final long REPLY = eight("\"reply\",");
    private static final long CODE = eight(",\"code\":");
    private static final int WORD = Long.BYTES;
    private static final int SECOND_BYTES = 2 * WORD;
    /// Where the digits of a reply's id begin: behind `{"type":"reply","id":`.
    private static final int ID_START = 21;
    private static final String OK = "200";
    /// What stands behind the text, the last field of an entry without replies and mentions.
    private static final int TAIL_BYTES = 3;

    private Glance() {}

    /// Tells whether it is a push of an entry.
    static boolean isMessage(ByteBuf payload) {
        int start = payload.readerIndex();
        return payload.readableBytes() > SECOND_BYTES && payload.getLong(start) == TYPE
                && payload.getLong(start + WORD) == MESSAGE;
    }

    /// Tells whether it is a reply.
    static boolean isReply(ByteBuf payload) {
        int start = payload.readerIndex();
        return payload.readableBytes() > ID_START + WORD && payload.getLong(start) == TYPE
                && payload.getLong(start + WORD) == REPLY;
    }

    /// Returns the number of the message that a push of an entry carries.
    static int messageNumber(ByteBuf payload, Wording wording) {
        int text = payload.writerIndex() - TAIL_BYTES - wording.textBytes();
        return text > payload.readerIndex() && payload.getByte(text - 1) == '"'
                ? wording.number(payload, text) : OTHER;
    }

    /// Returns the id of a reply with code 200.
    static long acknowledgedId(ByteBuf payload) {
        long id = 0;
        int at = payload.readerIndex() + ID_START;
        int end = payload.writerIndex() - WORD - OK.length();
        for (; at < end; at++) {
            int digit = payload.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            id = id * 10 + digit;
        }
        return at < end && payload.getLong(at) == CODE && isOk(payload, at + WORD)
                ? id : OTHER;
    }

    private static boolean isOk(ByteBuf payload, int at) {
        return payload.getByte(at) == '2' && payload.getByte(at + 1) == '0'
                && payload.getByte(at + 2) == '0';
    }

    private static long eight(String text) {
        long word = 0;
        for (byte one : text.getBytes(StandardCharsets.US_ASCII)) {
            word = (word << Byte.SIZE) | one;
        }
        return word;
    }
}
