package im.throng.bench.resp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Commands as they are sent, and where in what arrived a reply ends.
public final class Resp {

    /// What [#end] returns if the reply has not arrived whole.
    public static final int UNFINISHED = -1;

    private static final String LINE_END = "\r\n";
    private static final int TEN = 10;

    private Resp() {}

    /// Returns a command with its arguments, in ASCII.
    public static byte[] command(String... words) {
        var text = new StringBuilder("*").append(words.length).append(LINE_END);
        for (String word : words) {
            text.append('$').append(word.length()).append(LINE_END).append(word)
                    .append(LINE_END);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns where the reply that begins at `at` ends, with all that is nested in it, or
    /// [#UNFINISHED].
    ///
    /// @throws IllegalArgumentException if it is none
    public static int end(ByteBuf bytes, int at) {
        long open = 1;
        int place = at;
        while (open > 0) {
            int next = lineEnd(bytes, place);
            if (next == UNFINISHED) {
                return UNFINISHED;
            }
            byte type = bytes.getByte(place);
            switch (type) {
                case '+', '-', ':', ',', '#', '_', '(' -> {
                    // The line is all of it.
                }
                case '$', '=', '!' -> {
                    long length = number(bytes, place + 1, next);
                    // A length of -1 stands for nothing, without an end of its own.
                    next = length < 0 ? next : Math.toIntExact(next + length + 2);
                }
                case '*', '~', '>' -> open += Math.max(0, number(bytes, place + 1, next));
                case '%' -> open += 2 * number(bytes, place + 1, next);
                default -> throw new IllegalArgumentException("no reply begins with " + type);
            }
            if (next > bytes.writerIndex()) {
                return UNFINISHED;
            }
            place = next;
            open--;
        }
        return place;
    }

    /// Returns the first line of the reply that begins at `at`, without its end.
    public static String line(ByteBuf bytes, int at) {
        int end = lineEnd(bytes, at);
        return bytes.toString(at, (end == UNFINISHED ? bytes.writerIndex() : end - 2) - at,
                StandardCharsets.UTF_8);
    }

    /// Returns the place behind the line's end.
    private static int lineEnd(ByteBuf bytes, int at) {
        int end = bytes.writerIndex();
        for (int i = at + 1; i < end; i++) {
            if (bytes.getByte(i) == '\n') {
                return i + 1;
            }
        }
        return UNFINISHED;
    }

    private static long number(ByteBuf bytes, int from, int behindLine) {
        boolean negative = bytes.getByte(from) == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < behindLine - 2; i++) {
            int digit = bytes.getByte(i) - '0';
            if (digit < 0 || digit >= TEN) {
                throw new IllegalArgumentException("a length is a number");
            }
            number = number * TEN + digit;
        }
        return negative ? -number : number;
    }
}
