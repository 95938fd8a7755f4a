package im.throng.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The texts that one run sends: a mark of the run, the message's number, and filling up to the
/// wished length.
///
/// ```
///  #rrrrrrrrnnnnnnnn..........      r the run, n the number, in hexadecimal
/// ```
///
/// Threading: immutable.
final class Wording {

    /// The shortest text that carries what it must.
    static final int TEXT_BYTES_MIN = 17;

    private static final int DIGITS = 8;
    private static final int NUMBER_AT = 1 + DIGITS;

    private final int textBytes;
    private final byte[] mark;

    /// Creates the wording of a run.
    ///
    /// @param run       tells it from other runs on the same server
    /// @param textBytes the length of each text
    Wording(int run, int textBytes) {
        if (textBytes < TEXT_BYTES_MIN) {
            throw new IllegalArgumentException("a text has at least " + TEXT_BYTES_MIN + " bytes");
        }
        this.textBytes = textBytes;
        this.mark = ("#" + HexFormat.of().toHexDigits(run)).getBytes(StandardCharsets.US_ASCII);
    }

    int textBytes() {
        return textBytes;
    }

    /// Returns the text of a message.
    String text(int number) {
        String head = key(number);
        return head + ".".repeat(textBytes - head.length());
    }

    /// Returns a key that no other message has.
    String key(int number) {
        return new String(mark, StandardCharsets.US_ASCII) + HexFormat.of().toHexDigits(number);
    }

    /// Writes the digits of another number over those of a text or key that begins at `at`.
    static void renumber(byte[] frame, int at, int number) {
        for (int i = 0; i < DIGITS; i++) {
            int shift = Integer.SIZE - (i + 1) * 4;
            frame[at + NUMBER_AT + i] = (byte) HexFormat.of().toLowHexDigit(number >>> shift);
        }
    }

    /// Returns the number in a text that begins at `at`, or [Glance#OTHER] if it is none of this
    /// run.
    int number(ByteBuf payload, int at) {
        if (payload.writerIndex() - at < NUMBER_AT + DIGITS) {
            return Glance.OTHER;
        }
        for (int i = 0; i < mark.length; i++) {
            if (payload.getByte(at + i) != mark[i]) {
                return Glance.OTHER;
            }
        }
        int number = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = Character.digit(payload.getByte(at + NUMBER_AT + i), 16);
            if (digit < 0) {
                return Glance.OTHER;
            }
            number = (number << 4) | digit;
        }
        return number;
    }

    /// Returns the number in a text, or [Glance#OTHER] if it is none of this run.
    int number(String text) {
        String head = new String(mark, StandardCharsets.US_ASCII);
        if (!text.startsWith(head) || text.length() < NUMBER_AT + DIGITS) {
            return Glance.OTHER;
        }
        return HexFormat.fromHexDigits(text, NUMBER_AT, NUMBER_AT + DIGITS);
    }
}
