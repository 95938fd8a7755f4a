package im.throng.bench.report;

import static im.throng.bench.report.Svg.escaped;

import java.util.Locale;

/// Folded stacks as a drawing in SVG that needs nothing beside it: each frame is a box as wide as
/// its weight, on top of the frame it was called from; its name and share show where the pointer
/// rests.
public final class FlameGraph {

    private static final double WIDTH = 1200;
    private static final int ROW = 17;
    private static final int HEAD = 34;
    private static final double CHARACTER = 6.6;
    /// What is narrower cannot be seen; what it was called from shows its weight.
    private static final double NARROWEST = 0.2;
    private static final int NAME_MIN = 3;
    private static final double PERCENT = 100;
    private static final String STYLE = """
            <style>
            text { font: 11px ui-monospace, monospace; fill: #1c1e21; pointer-events: none; }
            rect { stroke: #ffffff; stroke-width: .5; }
            .ours { fill: #f2a65a; } .netty { fill: #8fb8de; } .jdk { fill: #b9d7a8; }
            .other { fill: #d5c6e0; } .group { fill: #d4d7dc; }
            </style>
            """;

    private final StringBuilder text = new StringBuilder();
    private final Flame root;
    private final int rows;

    private FlameGraph(Flame root) {
        this.root = root;
        this.rows = depth(root, WIDTH);
    }

    /// Draws the stacks of a tree, the groups right above the ground.
    ///
    /// @param title what they are
    public static String svg(String title, Flame root) {
        var graph = new FlameGraph(root);
        int height = HEAD + graph.rows * ROW + 4;
        graph.text.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                + "viewBox=\"0 0 %.0f %d\" width=\"%.0f\" height=\"%d\" role=\"img\" "
                + "aria-label=\"%s\">%n", WIDTH, height, WIDTH, height, escaped(title)));
        graph.text.append(STYLE).append(String.format(Locale.ROOT,
                "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"4\" y=\"18\">%s</text>%n", escaped(title)));
        graph.draw(root, 0, 0);
        return graph.text.append("</svg>\n").toString();
    }

    private void draw(Flame frame, double x, int level) {
        double width = width(frame);
        if (width < NARROWEST) {
            return;
        }
        double y = HEAD + (double) (rows - 1 - level) * ROW;
        text.append(String.format(Locale.ROOT, "<g><title>%s, %.2f %%</title><rect class=\"%s\" "
                + "x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%d\"/>", escaped(frame.name()),
                PERCENT * width(frame) / WIDTH, style(frame.name(), level), x, y, width,
                ROW));
        String name = fitting(frame.name(), width);
        if (!name.isEmpty()) {
            text.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.0f\">%s</text>",
                    x + 3, y + 12, escaped(name)));
        }
        text.append("</g>\n");
        double at = x;
        for (Flame child : frame.children()) {
            draw(child, at, level + 1);
            at += width(child);
        }
    }

    private double width(Flame frame) {
        return root.weight() == 0 ? WIDTH : WIDTH * frame.weight() / root.weight();
    }

    private int depth(Flame frame, double width) {
        if (width < NARROWEST) {
            return 0;
        }
        int most = 0;
        for (Flame child : frame.children()) {
            most = Math.max(most, depth(child, width(child)));
        }
        return most + 1;
    }

    /// Names classes without their package, and drops what does not fit.
    private static String fitting(String name, double width) {
        int room = (int) ((width - 4) / CHARACTER);
        String shortened = name;
        int method = name.lastIndexOf('.');
        int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        if (name.length() > room && type >= 0) {
            shortened = name.substring(type + 1);
        }
        if (shortened.length() <= room) {
            return shortened;
        }
        return room < NAME_MIN ? "" : shortened.substring(0, room - 1) + "…";
    }

    private static String style(String name, int level) {
        if (level < 2) {
            return "group";
        }
        return name.startsWith("im.throng.") ? "ours"
                : name.startsWith("io.netty.") ? "netty"
                : name.matches("(java|javax|jdk|sun)\\..*") ? "jdk" : "other";
    }
}
