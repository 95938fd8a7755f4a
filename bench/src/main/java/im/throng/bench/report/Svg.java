package im.throng.bench.report;

import java.util.List;
import java.util.Locale;

/// A drawing in SVG, element by element. Colours come from the page's style sheet.
///
/// Threading: used by one thread.
final class Svg {

    private static final int COLOURS = 4;
    /// As the page has them, for light and dark.
    private static final String STYLE = """
            text { font: 11px system-ui, sans-serif; fill: #1c1e21; } line { stroke: #d4d7dc; }
            polyline { fill: none; stroke-width: 2; } .paper { fill: #ffffff; }
            .fill0 { fill: #1f6fd1; } .line0 { stroke: #1f6fd1; }
            .fill1 { fill: #c2570c; } .line1 { stroke: #c2570c; }
            .fill2 { fill: #2e8540; } .line2 { stroke: #2e8540; }
            .fill3 { fill: #8a3ffc; } .line3 { stroke: #8a3ffc; }
            @media (prefers-color-scheme: dark) { text { fill: #e6e8eb; } line { stroke: #3a3f46; }
              .paper { fill: #16181b; } .fill0 { fill: #6ea8fe; } .line0 { stroke: #6ea8fe; }
              .fill1 { fill: #ff9d5c; } .line1 { stroke: #ff9d5c; } }
            """;

    private final StringBuilder text = new StringBuilder();

    /// Creates an empty drawing.
    ///
    /// @param words what it shows, for whoever cannot see it
    Svg(int width, int height, String words) {
        text.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
                + "aria-label=\"%s\">%n", width, height, escaped(words)));
    }

    /// Creates an empty drawing that is a file of its own, with its colours.
    static Svg alone(int width, int height, String words) {
        var svg = new Svg(width, height, words);
        svg.text.insert("<svg ".length(), String.format(Locale.ROOT,
                "xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" ", width,
                height));
        svg.text.append("<style>\n").append(STYLE).append("</style>\n")
                .append("<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n");
        return svg;
    }

    void line(double x1, double y1, double x2, double y2) {
        text.append(String.format(Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2));
    }

    void label(double x, double y, String anchor, String words) {
        text.append(String.format(Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
                escaped(words)));
    }

    /// Draws a bar that stands on `bottom`.
    void bar(double x, double width, double top, double bottom, Mark mark) {
        text.append(String.format(Locale.ROOT, "<rect class=\"fill%d\" x=\"%.1f\" y=\"%.1f\" "
                + "width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>%n", mark.colour(), x,
                top, width, Math.max(0, bottom - top), escaped(mark.words())));
    }

    /// Draws a line through points, `x,y` each with a blank behind it.
    void path(String points, Mark mark) {
        text.append(String.format(Locale.ROOT, "<polyline class=\"line%d\" points=\"%s\">"
                + "<title>%s</title></polyline>%n", mark.colour(), points.strip(),
                escaped(mark.words())));
    }

    /// Draws a point.
    void dot(double x, double y, Mark mark) {
        text.append(String.format(Locale.ROOT, "<circle class=\"fill%d\" cx=\"%.1f\" "
                + "cy=\"%.1f\" r=\"4\"><title>%s</title></circle>%n", mark.colour(), x, y,
                escaped(mark.words())));
    }

    /// Draws what tells colours apart, from left to right.
    void legend(double x, double y, List<String> names) {
        double at = x;
        for (int i = 0; i < names.size(); i++) {
            bar(at, 10, y - 9, y + 1, new Mark(i, names.get(i)));
            label(at + 15, y, "start", names.get(i));
            at += 30 + 7.0 * names.get(i).length();
        }
    }

    /// Returns the whole.
    String end() {
        return text + "</svg>\n";
    }

    /// A colour, and what is said where the pointer rests.
    record Mark(int colour, String words) {
        /// More series than colours share them.
        Mark {
            colour %= COLOURS;
        }
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
