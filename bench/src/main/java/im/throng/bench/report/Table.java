package im.throng.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows of figures under named columns.
///
/// Threading: used by one thread.
public final class Table {

    private final List<String> columns;
    private final List<List<Number>> rows = new ArrayList<>();

    /// Creates a table without rows.
    public Table(String... columns) {
        this.columns = List.of(columns);
    }

    /// Adds a row, one figure for each column.
    public void row(Number... figures) {
        if (figures.length != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " figures");
        }
        rows.add(List.of(figures));
    }

    /// Writes the table, aligned for people.
    public void print(PrintStream out) {
        out.println(String.join("  ", columns));
        for (List<Number> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int width = columns.get(i).length();
                line.append(i == 0 ? "" : "  ")
                        .append(String.format(Locale.ROOT, "%" + width + "s", text(row.get(i))));
            }
            out.println(line);
        }
    }

    /// Writes a JSON object for each row.
    public void printJson(PrintStream out) {
        for (List<Number> row : rows) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                fields.add("\"" + columns.get(i) + "\":" + text(row.get(i)));
            }
            out.println("{" + String.join(",", fields) + "}");
        }
    }

    private static String text(Number figure) {
        return figure instanceof Double number
                ? String.format(Locale.ROOT, "%.1f", number) : figure.toString();
    }
}
