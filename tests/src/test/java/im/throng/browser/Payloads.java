package im.throng.browser;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of `payloads.txt`, each of which has become a script in some page or other.
final class Payloads {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|[nt\\\\])");
    private static final int NAME_LONGEST = 64;

    private Payloads() {}

    /// Returns all texts.
    static List<String> texts() {
        return resource("payloads.txt").lines().filter(line -> !line.startsWith("#"))
                .map(line -> unescape(line.substring(line.indexOf(' ') + 1))).toList();
    }

    /// Returns those that may be the name of somebody or of a group.
    static List<String> names() {
        return texts().stream().filter(text -> text.length() <= NAME_LONGEST
                && text.equals(text.strip()) && text.codePoints().noneMatch(Payloads::isNoLetter))
                .toList();
    }

    /// Returns a file beside this class.
    static String resource(String name) {
        try (var file = requireNonNull(Payloads.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isNoLetter(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR,
                 Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String unescape(String line) {
        return ESCAPE.matcher(line).replaceAll(match -> switch (match.group(1).charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'u' -> Matcher.quoteReplacement(Character.toString(
                    Integer.parseInt(match.group(1).substring(1), 16)));
            default -> "\\\\";
        });
    }
}
