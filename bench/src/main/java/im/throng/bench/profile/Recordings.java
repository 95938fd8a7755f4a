package im.throng.bench.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/// Recordings of servers by the JDK Flight Recorder, one for each process, in a folder of their
/// own. Processor time is sampled by its own clock, native code and the kernel included.
///
/// Threading: used by one thread.
public final class Recordings implements AutoCloseable {

    private static final String CPU_SAMPLE = "jdk.CPUTimeSample";
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final Pattern NUMBERS = Pattern.compile("(-\\d+)+$");

    private final Path folder;

    private Recordings(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder.
    public static Recordings inNewFolder() {
        try {
            return new Recordings(Files.createTempDirectory("throng-profile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the option for the JVM that is recorded.
    public String jvmOption() {
        return "-XX:StartFlightRecording:settings=profile,filename=" + folder
                + "/%p.jfr," + CPU_SAMPLE + "#enabled=true," + CPU_SAMPLE + "#throttle="
                + PERIOD.toMillis() + "ms";
    }

    /// Sums up what was recorded by the processes that have ended.
    ///
    /// @throws IllegalStateException if there is no recording
    public Profile read() {
        var profile = new Profile();
        try {
            List<Path> files = files();
            if (files.isEmpty()) {
                throw new IllegalStateException("the server left no recording in " + folder);
            }
            for (Path file : files) {
                read(file, profile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return profile;
    }

    /// Deletes the folder with all recordings; the second time it does nothing.
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            for (Path file : files()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }

    private static void read(Path file, Profile profile) throws IOException {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                first = first.isBefore(event.getStartTime()) ? first : event.getStartTime();
                last = last.isAfter(event.getEndTime()) ? last : event.getEndTime();
                take(event, profile);
            }
        }
        profile.recording(first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO);
    }

    private static void take(RecordedEvent event, Profile profile) {
        switch (event.getEventType().getName()) {
            case CPU_SAMPLE -> {
                // A sample without a stack is of a thread nonetheless.
                profile.sample(group(event.getThread("eventThread")),
                        frames(event.getStackTrace()),
                        event.getDuration("samplingPeriod").toNanos());
            }
            case "jdk.ObjectAllocationSample" -> {
                RecordedClass type = event.getClass("objectClass");
                profile.allocated(type == null ? "unknown" : readable(type.getName()),
                        event.getLong("weight"));
            }
            case "jdk.GarbageCollection" -> profile.collected(event.getString("name"),
                    event.getDuration("sumOfPauses"), event.getDuration("longestPause"));
            case "jdk.GCCPUTime" -> profile.collecting(event.getDuration("userTime")
                    .plus(event.getDuration("systemTime")));
            default -> {
                // There are very many others.
            }
        }
    }

    /// Returns whose a thread is: threads that differ in numbers alone are one group.
    private static String group(@Nullable RecordedThread thread) {
        if (thread == null) {
            return "unknown threads";
        }
        if (thread.isVirtual()) {
            return "virtual threads";
        }
        String name = thread.getJavaName();
        return groupOf(name == null ? thread.getOSName() : name);
    }

    /// Returns the group of a thread's name.
    static String groupOf(@Nullable String name) {
        return name == null || name.isEmpty() ? "unnamed threads"
                : NUMBERS.matcher(name).replaceFirst("");
    }

    private static List<String> frames(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return List.of("(unknown)");
        }
        List<String> frames = new ArrayList<>();
        for (RecordedFrame frame : stack.getFrames()) {
            RecordedMethod method = frame.getMethod();
            frames.add(method == null ? "(unknown)"
                    : method.getType().getName() + "." + method.getName());
        }
        return frames.reversed();
    }

    /// Returns a class's name as it is written: `[B` is `byte[]`.
    static String readable(String name) {
        int dimensions = name.lastIndexOf('[') + 1;
        if (dimensions == 0) {
            return name;
        }
        String element = name.substring(dimensions);
        String word = switch (element) {
            case "B" -> "byte";
            case "C" -> "char";
            case "I" -> "int";
            case "J" -> "long";
            case "S" -> "short";
            case "Z" -> "boolean";
            case "D" -> "double";
            case "F" -> "float";
            default -> element.substring(1, element.length() - 1);
        };
        return word + "[]".repeat(dimensions);
    }
}
