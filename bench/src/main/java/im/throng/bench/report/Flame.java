package im.throng.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stacks folded into a tree: what begins with the same frames has them in common.
///
/// Threading: used by one thread.
public final class Flame {

    private final String name;
    private final Map<String, Flame> children = new TreeMap<>();
    private long weight;
    private long own;

    /// Creates a tree without stacks.
    ///
    /// @param name what all stacks together are called
    public Flame(String name) {
        this.name = name;
    }

    /// Adds a stack.
    ///
    /// @param frames from the outermost call to the innermost
    public void add(List<String> frames, long stackWeight) {
        Flame at = this;
        at.weight += stackWeight;
        for (String frame : frames) {
            at = at.children.computeIfAbsent(frame, Flame::new);
            at.weight += stackWeight;
        }
        at.own += stackWeight;
    }

    /// Returns the frame's name.
    public String name() {
        return name;
    }

    /// Returns what all stacks through this frame weigh.
    public long weight() {
        return weight;
    }

    /// Returns the frames called from here, by name.
    public Collection<Flame> children() {
        return List.copyOf(children.values());
    }

    /// Returns the weight of each frame as the innermost one, the heaviest first.
    public Map<String, Long> own() {
        Map<String, Long> sums = new TreeMap<>();
        children.values().forEach(child -> child.sumOwn(sums));
        return heaviestFirst(sums);
    }

    /// Returns the weight of all stacks in which a frame is, however often, the heaviest first.
    public Map<String, Long> whole() {
        Map<String, Long> sums = new TreeMap<>();
        children.values().forEach(child -> child.sumWhole(sums, new ArrayList<>()));
        return heaviestFirst(sums);
    }

    /// Returns weights in their falling order.
    public static Map<String, Long> heaviestFirst(Map<String, Long> weights) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        weights.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private void sumOwn(Map<String, Long> sums) {
        if (own > 0) {
            sums.merge(name, own, Long::sum);
        }
        children.values().forEach(child -> child.sumOwn(sums));
    }

    private void sumWhole(Map<String, Long> sums, List<String> callers) {
        // A frame that calls itself counts once.
        if (!callers.contains(name)) {
            sums.merge(name, weight, Long::sum);
        }
        callers.add(name);
        children.values().forEach(child -> child.sumWhole(sums, callers));
        callers.removeLast();
    }
}
