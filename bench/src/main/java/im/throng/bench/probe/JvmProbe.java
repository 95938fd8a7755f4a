package im.throng.bench.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `jcmd` says of a JVM: its live heap, and what it reserved beside it.
///
/// Threading: any thread.
///
/// @param pid its id
public record JvmProbe(long pid) {

    private static final int BYTES_PER_KIB = 1024;
    /// Metaspace and its part for classes are no heap.
    private static final Pattern USED = Pattern.compile(
            "^\\s*(?!Metaspace|class space)\\S.*\\bused (\\d+)K", Pattern.MULTILINE);
    /// Generations as the serial and the parallel collector name them.
    private static final Pattern GENERATION = Pattern.compile(
            "^\\s*(?:DefNew|def new generation|PSYoungGen|Tenured|tenured generation|ParOldGen)"
                    + ".*\\bused (\\d+)K", Pattern.MULTILINE);
    private static final Pattern OTHER = Pattern.compile(
            "^-\\s+Other \\(reserved=\\d+KB, committed=(\\d+)KB\\)", Pattern.MULTILINE);

    /// Collects all garbage and returns what is left of the heap, in bytes; empty if the process is
    /// no JVM of ours or its collector is unknown.
    public OptionalLong liveHeapBytes() {
        // What the first run finds finalizable or cleanable, the second frees.
        run("GC.run");
        run("GC.run");
        return run("GC.heap_info").map(JvmProbe::usedBytes).orElse(OptionalLong.empty());
    }

    /// Returns what is allocated outside the heap for direct buffers and the like, in bytes; empty
    /// unless it runs with `-XX:NativeMemoryTracking=summary`.
    public OptionalLong directBytes() {
        Optional<String> memory = run("VM.native_memory");
        Matcher other = OTHER.matcher(memory.orElse(""));
        return other.find()
                ? OptionalLong.of(Long.parseLong(other.group(1)) * BYTES_PER_KIB)
                : OptionalLong.empty();
    }

    /// Ends the recording that the JVM was started with (`-XX:StartFlightRecording`), so that its
    /// file is written: a server that stops halts before that. Does nothing if there is none.
    public void endRecording() {
        run("JFR.stop", "name=1");
    }

    /// Reads the used heap from the answer of `GC.heap_info`.
    static OptionalLong usedBytes(String heapInfo) {
        Matcher generations = GENERATION.matcher(heapInfo);
        long sum = 0;
        boolean found = false;
        while (generations.find()) {
            sum += Long.parseLong(generations.group(1));
            found = true;
        }
        if (!found) {
            // The others name one heap in one line.
            Matcher whole = USED.matcher(heapInfo);
            if (!whole.find()) {
                return OptionalLong.empty();
            }
            sum = Long.parseLong(whole.group(1));
        }
        return OptionalLong.of(sum * BYTES_PER_KIB);
    }

    private Optional<String> run(String... command) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid));
        line.addAll(List.of(command));
        return Tool.output(line);
    }
}
