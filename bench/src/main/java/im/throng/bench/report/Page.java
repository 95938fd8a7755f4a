package im.throng.bench.report;

import static im.throng.bench.report.Svg.escaped;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A report as one page of HTML that needs nothing else: no script, no other file, no network.
final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c1e21; --paper: #ffffff; --faint: #d4d7dc;
              --dim: #5a6069; --c0: #1f6fd1; --c1: #c2570c; --c2: #2e8540; --c3: #8a3ffc; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #16181b;
              --faint: #3a3f46; --dim: #a0a7b1; --c0: #6ea8fe; --c1: #ff9d5c; --c2: #6fcf83;
              --c3: #c4a0ff; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink);
              background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            h3 { font-size: 1rem; margin: 0; } .plots { display: grid; gap: 1.5rem;
              grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); }
            figure { margin: 0; } .dim { color: var(--dim); }
            .bad { color: var(--c1); font-weight: 600; } .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; vertical-align: top; padding: .15rem .8rem .15rem 0;
              border-bottom: 1px solid var(--faint); font-weight: normal; }
            .figures td, .figures thead th + th { text-align: right; white-space: nowrap; }
            svg { width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif;
              fill: var(--ink); } svg line { stroke: var(--faint); }
            polyline { fill: none; stroke-width: 2; stroke-opacity: .75; }
            .fill0 { fill: var(--c0); } .line0 { stroke: var(--c0); }
            .fill1 { fill: var(--c1); } .line1 { stroke: var(--c1); }
            .fill2 { fill: var(--c2); } .line2 { stroke: var(--c2); }
            .fill3 { fill: var(--c3); } .line3 { stroke: var(--c3); }
            """;

    private final StringBuilder text = new StringBuilder();

    /// What it is about.
    ///
    /// @param scenario what was measured
    /// @param unit     what one run is called
    /// @param verdict  whether it counts
    /// @param trends   what grows; if there is anything, it is drawn instead of bars
    record Head(String scenario, String unit, String verdict, List<Trend> trends) {
        /// Keeps its own copy.
        Head {
            trends = List.copyOf(trends);
        }
    }

    private Page() {}

    /// Returns the page.
    static String of(Head head, Map<String, String> circumstances, List<Figures> runs,
                     Set<String> notes, List<String> failures) {
        var page = new Page();
        page.begin(head, notes, failures);
        page.plots(head, runs);
        page.figures(head, runs);
        page.text.append("<h2>Circumstances</h2>\n<table>\n");
        circumstances.forEach((name, value) -> page.text.append("<tr><th>")
                .append(escaped(name)).append("</th><td>").append(escaped(value))
                .append("</td></tr>\n"));
        return page.text.append("</table>\n</body>\n</html>\n").toString();
    }

    private void begin(Head head, Set<String> notes, List<String> failures) {
        text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(escaped(head.scenario())).append("</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>").append(escaped(head.scenario()))
                .append("</h1>\n<p").append(failures.isEmpty() ? "" : " class=\"bad\"")
                .append('>').append(escaped(head.verdict())).append("</p>\n");
        failures.forEach(words -> text.append("<p class=\"bad\">").append(escaped(words))
                .append("</p>\n"));
        notes.forEach(words -> text.append("<p class=\"dim\">note: ").append(escaped(words))
                .append("</p>\n"));
    }

    private void plots(Head head, List<Figures> runs) {
        if (!head.trends().isEmpty()) {
            text.append("<h2>Growth</h2>\n<div class=\"plots\">\n");
            head.trends().forEach(trend -> plot(trend.title(), trend.svg(runs, false)));
            text.append("</div>\n");
            return;
        }
        text.append("<h2>Each ").append(head.unit()).append("</h2>\n<div class=\"plots\">\n");
        Plots.drawn(runs).forEach(name -> plot(name, Plots.bars(runs, name, head.unit())));
        text.append("</div>\n");
        if (Plots.timed(runs).isEmpty()) {
            return;
        }
        text.append("<h2>Times</h2>\n<p class=\"dim\">How long what share took at most; a line for "
                + "each ").append(head.unit()).append(".</p>\n<div class=\"plots\">\n");
        Plots.timed(runs).forEach(name -> plot(name, Plots.curves(runs, name, head.unit())));
        text.append("</div>\n");
    }

    private void plot(String title, String drawing) {
        text.append("<figure><h3>").append(escaped(title)).append("</h3>\n").append(drawing)
                .append("</figure>\n");
    }

    private void figures(Head head, List<Figures> runs) {
        text.append("<h2>Figures</h2>\n<div class=\"wide\"><table class=\"figures\">\n<thead><tr>"
                + "<th></th>");
        for (int i = 1; i <= runs.size(); i++) {
            text.append("<th>").append(head.unit()).append(' ').append(i).append("</th>");
        }
        text.append("<th>median</th></tr></thead>\n<tbody>\n");
        Figures median = Figures.median(runs);
        for (String name : median.names()) {
            text.append("<tr><th>").append(escaped(name)).append("</th>");
            runs.forEach(run -> cell(run, name));
            cell(median, name);
            text.append("</tr>\n");
        }
        text.append("</tbody>\n</table></div>\n");
    }

    private void cell(Figures run, String name) {
        text.append("<td>").append(run.get(name).isPresent()
                ? Plots.number(run.get(name).orElseThrow()) : "unknown").append("</td>");
    }
}
