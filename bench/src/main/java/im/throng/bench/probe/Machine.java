package im.throng.bench.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/// The machine a measurement ran on, and what its kernel counts for all processes.
public final class Machine {

    private static final String UNKNOWN = "unknown";
    private static final long BYTES_PER_PAGE = 4096;
    private static final int DEVICE_FIELDS = 3;
    /// Where `/proc/diskstats` counts flushes, after the device's three fields.
    private static final int FLUSHES = 15;

    private static final long NANOS_PER_TICK = 10_000_000;
    /// In the first line of `/proc/stat`: user, nice, system, interrupts, soft interrupts.
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7);

    private Machine() {}

    /// Returns what a reader must know to compare figures.
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", valueOf("/proc/cpuinfo", "model name"));
        facts.put("cores", Tool.output(List.of("nproc", "--all")).map(String::strip)
                .orElse(UNKNOWN));
        facts.put("memory", valueOf("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        facts.put("jvm", System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version"));
        facts.put("load-before", firstWord("/proc/loadavg"));
        return facts;
    }

    /// Returns the commit a folder is at, with `+changes` behind it if it differs from that; or
    /// `unknown` outside a repository.
    public static String commit(Path folder) {
        List<String> git = List.of("git", "-C", folder.toString());
        return Tool.output(plus(git, "rev-parse", "--short=12", "HEAD"))
                .map(hash -> hash.strip() + (Tool.output(plus(git, "status", "--porcelain",
                        "--untracked-files=no")).orElse("").isBlank() ? "" : "+changes"))
                .orElse(UNKNOWN);
    }

    /// Returns how long cores have been busy so far, all of them together and for whomever, in
    /// nanoseconds, in steps of 10 ms; empty where there is no `/proc/stat`.
    public static OptionalLong busyNanos() {
        List<String> lines = lines("/proc/stat");
        if (lines.isEmpty()) {
            return OptionalLong.empty();
        }
        List<String> fields = words(lines.getFirst());
        long ticks = 0;
        for (int field : BUSY) {
            ticks += Long.parseLong(fields.get(field));
        }
        return OptionalLong.of(ticks * NANOS_PER_TICK);
    }

    /// Returns what the kernel holds for all TCP sockets of the machine's network, in bytes.
    public static OptionalLong socketBytes() {
        String pages = word("/proc/net/sockstat", "TCP:", "mem");
        return pages.isEmpty() ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(pages) * BYTES_PER_PAGE);
    }

    /// Returns what the kernel holds in slabs of all kinds, in bytes: sockets are there, but not
    /// they alone.
    public static OptionalLong slabBytes() {
        String kib = valueOf("/proc/meminfo", "SUnreclaim");
        return kib.equals(UNKNOWN) ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(new StringTokenizer(kib).nextToken()) * 1024);
    }

    /// Returns how often the disk that a folder lies on was flushed, by whomever; empty if it is no
    /// disk or does not count that.
    public static OptionalLong flushes(Path folder) {
        try {
            long device = ((Number) Files.getAttribute(folder, "unix:dev")).longValue();
            String major = Long.toString((device >>> 8) & 0xfff);
            String minor = Long.toString((device & 0xff) | ((device >>> 12) & 0xfff00));
            for (String line : Files.readAllLines(Path.of("/proc/diskstats"))) {
                List<String> fields = words(line);
                if (fields.get(0).equals(major) && fields.get(1).equals(minor)
                        && fields.size() > DEVICE_FIELDS + FLUSHES) {
                    return OptionalLong.of(Long.parseLong(fields.get(DEVICE_FIELDS + FLUSHES)));
                }
            }
            return OptionalLong.empty();
        } catch (IOException | UnsupportedOperationException notThere) {
            return OptionalLong.empty();
        }
    }

    private static List<String> plus(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static String valueOf(String file, String name) {
        for (String line : lines(file)) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return UNKNOWN;
    }

    private static String word(String file, String line, String before) {
        for (String text : lines(file)) {
            List<String> words = words(text);
            int at = words.indexOf(before);
            if (text.startsWith(line) && at >= 0 && at + 1 < words.size()) {
                return words.get(at + 1);
            }
        }
        return "";
    }

    private static List<String> words(String line) {
        var words = new StringTokenizer(line);
        List<String> all = new ArrayList<>();
        while (words.hasMoreTokens()) {
            all.add(words.nextToken());
        }
        return all;
    }

    private static String firstWord(String file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? UNKNOWN : new StringTokenizer(lines.getFirst()).nextToken();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
