package im.throng.terminal.screen;

import org.jline.utils.WCWidth;

/// Text by the columns it takes on a terminal: Chinese characters and emoji take two, combining
/// marks none.
public final class Columns {

    private static final int TAB = 8;

    private Columns() {}

    /// Returns how many columns a text takes.
    public static int width(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); at += charsAt(text, at)) {
            if (text.charAt(at) == '\t') {
                width += TAB - width % TAB;
            } else {
                width += Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, at));
            }
        }
        return width;
    }

    /// Returns the text with spaces behind it up to a width; longer ones are cut and end in `…`.
    public static String pad(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(width - width(cut));
    }

    /// Returns the text, or as much of it as a width has room for, ending in `…`.
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int end = 0;
        while (end < text.length()
                && width(text.substring(0, end + charsAt(text, end))) < width) {
            end += charsAt(text, end);
        }
        return text.substring(0, end) + "…";
    }

    private static int charsAt(String text, int at) {
        return Math.max(1, WCWidth.charCountForGraphemeCluster(text, at));
    }
}
