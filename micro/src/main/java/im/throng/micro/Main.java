package im.throng.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs the benchmarks: the options are those of JMH, and a word among them is a regular expression
/// that chooses benchmarks by their names.
public final class Main {

    private static final String PROFILER = "-prof";
    private static final String FAIL_ON_ERROR = "-foe";

    private Main() {}

    /// Runs the program. Unless the options say otherwise, allocation is measured beside time, and
    /// a benchmark that fails ends the run with exit code 1.
    ///
    /// @throws IOException if JMH cannot write its result
    public static void main(String[] arguments) throws IOException {
        org.openjdk.jmh.Main.main(withDefaults(List.of(arguments)).toArray(String[]::new));
    }

    /// Returns the options with what is added to them.
    public static List<String> withDefaults(List<String> options) {
        List<String> all = new ArrayList<>(options);
        if (!options.contains(PROFILER)) {
            all.addAll(List.of(PROFILER, "gc"));
        }
        if (!options.contains(FAIL_ON_ERROR)) {
            all.addAll(List.of(FAIL_ON_ERROR, "true"));
        }
        return all;
    }
}
