package im.throng.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What an operator set, key by key: the file, over it the environment, over that the arguments.
///
/// Whoever reads a key makes it known; keys that nobody knows are mistakes, see
/// [#requireAllKnown].
///
/// Threading: used by one thread.
public final class Settings {

    private static final String PREFIX = "THRONG_";
    private static final int TYPING_ERRORS_MAX = 3;

    private final Map<String, Setting> values = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    /// Sets keys of a file.
    ///
    /// @throws ConfigException if it cannot be read
    public Settings file(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("the configuration file " + file + " cannot be read: " + e);
        }
        for (String key : properties.stringPropertyNames()) {
            set(key, properties.getProperty(key), file.toString());
        }
        return this;
    }

    /// Sets keys of the environment: `THRONG_LISTEN_PORT` is `listen.port`. Other variables are
    /// left alone, since some come from elsewhere.
    public Settings environment(Map<String, String> environment, Set<String> keys) {
        for (String key : keys) {
            String variable = variable(key);
            String value = environment.get(variable);
            if (value != null) {
                set(key, value, "the environment variable " + variable);
            }
        }
        return this;
    }

    /// Returns what is probably meant for a key and written wrongly, in words for an operator.
    /// Other variables with our prefix may come from elsewhere, so they are no errors.
    public static List<String> doubts(Map<String, String> environment, Set<String> keys) {
        Map<String, String> variables = new TreeMap<>();
        keys.forEach(key -> variables.put(variable(key), key));
        List<String> doubts = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(PREFIX) && !variables.containsKey(name)) {
                String near = nearest(name, variables.keySet());
                if (distance(name, near) <= TYPING_ERRORS_MAX) {
                    doubts.add("the environment variable " + name
                            + " is not used, did you mean " + near + "?");
                }
            }
        }
        return doubts;
    }

    /// Sets one key, over what was set before.
    ///
    /// @param source where it was set, for messages
    public Settings set(String key, String value, String source) {
        values.put(key, new Setting(value.strip(), source));
        return this;
    }

    /// Returns a text.
    public String text(String key, String whenUnset) {
        known.add(key);
        Setting setting = values.get(key);
        return setting == null ? whenUnset : setting.value();
    }

    /// Returns the items of a list with commas between them.
    public List<String> list(String key, String whenUnset) {
        return Stream.of(text(key, whenUnset).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /// Returns one of a few words.
    public String oneOf(String key, String whenUnset, List<String> words) {
        String text = text(key, whenUnset);
        if (words.contains(text)) {
            return text;
        }
        throw new ConfigException(key + " must be " + String.join(" or ", words)
                + ", not \"" + text + "\" (" + source(key) + ")");
    }

    /// Returns where a key was set, for messages that must not hold the value.
    public String source(String key) {
        Setting setting = values.get(key);
        return setting == null ? "the default" : setting.source();
    }

    /// Returns a whole number within bounds.
    public int integer(String key, int whenUnset, int min, int max) {
        return (int) whole(key, whenUnset, min, max);
    }

    /// Returns a whole number within bounds, which may be large.
    public long whole(String key, long whenUnset, long min, long max) {
        known.add(key);
        Setting setting = values.get(key);
        if (setting == null) {
            return whenUnset;
        }
        try {
            long value = Long.parseLong(setting.value());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // It is told below, like a number out of bounds.
        }
        throw new ConfigException(key + " must be a whole number from " + min + " to " + max
                + ", not \"" + setting.value() + "\" (" + setting.source() + ")");
    }

    /// Returns the keys that were read so far.
    public Set<String> known() {
        return Set.copyOf(known);
    }

    /// Refuses keys that nobody has read, with the nearest one that there is.
    ///
    /// @throws ConfigException if there is such a key
    public void requireAllKnown() {
        List<String> mistakes = new ArrayList<>();
        values.forEach((key, setting) -> {
            if (!known.contains(key)) {
                mistakes.add("unknown key " + key + " (" + setting.source() + "), did you mean "
                        + nearest(key, known) + "?");
            }
        });
        if (!mistakes.isEmpty()) {
            throw new ConfigException(String.join("\n", mistakes));
        }
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String nearest(String key, Set<String> candidates) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(key, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// Levenshtein's distance: how many letters must be put in, taken out or changed.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private record Setting(String value, String source) {}
}
