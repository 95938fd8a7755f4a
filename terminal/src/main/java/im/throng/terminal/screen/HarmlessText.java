package im.throng.terminal.screen;

/// Text of others, made so that it cannot steer a terminal, forge a line or turn the reading
/// direction: what could is replaced by something visible.
public final class HarmlessText {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private HarmlessText() {}

    /// Returns the text with every control character, line separator and mark of direction made
    /// visible: U+0000 to U+001F as their pictures U+2400 to U+241F, the others as U+FFFD.
    public static String of(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().map(HarmlessText::replace).forEach(harmless::appendCodePoint);
        return harmless.toString();
    }

    private static int replace(int c) {
        if (c < ' ') {
            return CONTROL_PICTURES + c;
        }
        if (c == 0x7F) {
            return PICTURE_OF_DELETE;
        }
        return isControl(c) || turnsDirection(c) || c == 0x2028 || c == 0x2029 || isHalfPair(c)
                ? REPLACEMENT : c;
    }

    private static boolean isControl(int c) {
        return c >= 0x80 && c <= 0x9F;
    }

    /// The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm.
    private static boolean turnsDirection(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isHalfPair(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
