package im.throng.bench.profile;

import im.throng.bench.report.Flame;
import im.throng.bench.report.FlameGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What recordings show: processor time by threads and by frames, allocation by class, collections
/// of garbage. Weights of samples are estimates; collections are counted.
///
/// Threading: used by one thread.
public final class Profile {

    private static final int FRAMES_SHOWN = 12;
    private static final int CLASSES_SHOWN = 20;
    private static final String OURS = "im.throng.";
    private static final double PERCENT = 100;
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Flame> threads = new TreeMap<>();
    private final Map<String, Long> bytesByClass = new TreeMap<>();
    private final Map<String, Collections> collections = new TreeMap<>();
    private int recordings;
    private long samples;
    private long cpuNanos;
    private Duration recorded = Duration.ZERO;
    private Duration collecting = Duration.ZERO;

    /// Collections of one kind.
    private record Collections(long count, Duration pauses, Duration longest) {
        Collections plus(Collections other) {
            return new Collections(count + other.count, pauses.plus(other.pauses),
                    longest.compareTo(other.longest) > 0 ? longest : other.longest);
        }
    }

    /// Begins another recording.
    void recording(Duration length) {
        recordings++;
        recorded = recorded.plus(length);
    }

    /// Adds a moment of processor time.
    ///
    /// @param group  whose it was
    /// @param frames from the outermost call to the innermost
    void sample(String group, List<String> frames, long nanos) {
        threads.computeIfAbsent(group, Flame::new).add(frames, nanos);
        samples++;
        cpuNanos += nanos;
    }

    /// Adds objects of a class.
    void allocated(String type, long bytes) {
        bytesByClass.merge(type, bytes, Long::sum);
    }

    /// Adds a collection.
    void collected(String name, Duration pauses, Duration longest) {
        collections.merge(name, new Collections(1, pauses, longest), Collections::plus);
    }

    /// Adds the processor time of a collection.
    void collecting(Duration cpu) {
        collecting = collecting.plus(cpu);
    }

    /// Returns it in words.
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "profile of the server: %d %s, %.1f s from start to "
                + "end, %d samples", recordings, recordings == 1 ? "process" : "processes",
                recorded.toMillis() / 1e3, samples));
        byThreads(lines);
        threadsByTime().forEach((group, nanos) -> byFrames(lines, group, nanos));
        byClasses(lines);
        byCollections(lines);
        return String.join("\n", lines) + "\n";
    }

    /// Returns its processor time as a drawing.
    public String svg() {
        var all = new Flame("all");
        threads.forEach((group, flame) -> graft(all, List.of(group), flame));
        return FlameGraph.svg(String.format(Locale.ROOT,
                "processor time of the server by threads and calls: %.1f s, %d samples",
                cpuNanos / NANOS_PER_SECOND, samples), all);
    }

    private static void graft(Flame onto, List<String> path, Flame frame) {
        long own = frame.weight();
        for (Flame child : frame.children()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(child.name());
            graft(onto, longer, child);
            own -= child.weight();
        }
        if (own > 0) {
            onto.add(path, own);
        }
    }

    private Map<String, Long> threadsByTime() {
        Map<String, Long> times = new TreeMap<>();
        threads.forEach((group, flame) -> times.put(group, flame.weight()));
        return Flame.heaviestFirst(times);
    }

    private void byThreads(List<String> lines) {
        lines.add("");
        lines.add("processor time by threads");
        long all = cpuNanos + collecting.toNanos();
        threadsByTime().forEach((group, nanos) -> lines.add(share(nanos, all,
                String.format(Locale.ROOT, "%8.2f s  %s", nanos / NANOS_PER_SECOND, group))));
        lines.add(share(collecting.toNanos(), all, String.format(Locale.ROOT,
                "%8.2f s  (collecting garbage)", collecting.toNanos() / NANOS_PER_SECOND)));
    }

    private void byFrames(List<String> lines, String group, long nanos) {
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%s: the innermost calls, %.1f %% of all",
                group, PERCENT * nanos / cpuNanos));
        Flame flame = flameOf(group);
        flame.own().entrySet().stream().limit(FRAMES_SHOWN).forEach(frame ->
                lines.add(share(frame.getValue(), nanos, frame.getKey())));
        List<String> ours = flame.whole().entrySet().stream()
                .filter(frame -> frame.getKey().startsWith(OURS)).limit(FRAMES_SHOWN)
                .map(frame -> share(frame.getValue(), nanos, frame.getKey())).toList();
        if (!ours.isEmpty()) {
            lines.add(group + ": our calls with all that they call");
            lines.addAll(ours);
        }
    }

    private Flame flameOf(String group) {
        return threads.getOrDefault(group, new Flame(group));
    }

    private void byClasses(List<String> lines) {
        long all = bytesByClass.values().stream().mapToLong(Long::longValue).sum();
        lines.add("");
        lines.add(String.format(Locale.ROOT, "allocation by class: %,.0f MiB in all", all / MIB));
        Flame.heaviestFirst(bytesByClass).entrySet().stream().limit(CLASSES_SHOWN).forEach(
                type -> lines.add(share(type.getValue(), all, type.getKey())));
    }

    private void byCollections(List<String> lines) {
        lines.add("");
        lines.add("collections of garbage");
        collections.forEach((name, some) -> lines.add(String.format(Locale.ROOT,
                "  %s: %d, pauses of %.1f ms in all, the longest %.1f ms", name, some.count(),
                some.pauses().toNanos() / 1e6, some.longest().toNanos() / 1e6)));
        if (collections.isEmpty()) {
            lines.add("  none");
        }
    }

    private static String share(long part, long all, String words) {
        return String.format(Locale.ROOT, "  %5.1f %%  %s", all == 0 ? 0 : PERCENT * part / all,
                words);
    }
}
