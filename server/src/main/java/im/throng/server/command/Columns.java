package im.throng.server.command;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which field of a line is what.
///
/// Threading: immutable.
final class Columns {

    /// The columns of an export, by the names of the header.
    static final List<String> NAMES =
            List.of("id", "name", "password", "sex", "bio", "avatar", "role", "createdAt");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("hash", "password", "password-or-hash", "password");
    private static final List<String> NEEDED = NAMES.subList(0, 3);

    private final Map<String, Integer> places;
    private final int count;

    private Columns(Map<String, Integer> places, int count) {
        this.places = places;
        this.count = count;
    }

    /// Returns the columns of a file without a header.
    static Columns withoutHeader() {
        return new Columns(Map.of("id", 0, "name", 1, "password", 2), NEEDED.size());
    }

    /// Tells whether a file's first line is a header: no id is called "id".
    static boolean isHeader(List<String> fields) {
        return fields.stream().anyMatch(field -> field.strip().equalsIgnoreCase("id"));
    }

    /// Reads a header.
    ///
    /// @throws WrongLineException if it names a column that there is not, twice or not at all
    static Columns of(List<String> header) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = known(header.get(i).strip());
            if (places.put(name, i) != null) {
                throw new WrongLineException("the header names the column " + name + " twice");
            }
        }
        for (String needed : NEEDED) {
            if (!places.containsKey(needed)) {
                throw new WrongLineException("the header lacks the column " + needed);
            }
        }
        return new Columns(places, header.size());
    }

    /// Returns a field, empty if there is no such column.
    String get(String name, List<String> fields) {
        Integer place = places.get(name);
        return place == null ? "" : fields.get(place);
    }

    /// Refuses a line with more or fewer fields.
    void requireCount(List<String> fields) {
        if (fields.size() != count) {
            boolean cut = fields.stream().anyMatch(field -> field.startsWith("$argon2"));
            throw new WrongLineException("there are " + fields.size() + " fields in place of "
                    + count + (cut ? "; a hash holds commas and must be in quotation marks" : ""));
        }
    }

    private static String known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        @Nullable String other = OTHER_NAMES.get(lower);
        return other != null ? other : NAMES.stream()
                .filter(one -> one.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new WrongLineException("the header names a column that is "
                        + "none of " + String.join(", ", NAMES)));
    }
}
