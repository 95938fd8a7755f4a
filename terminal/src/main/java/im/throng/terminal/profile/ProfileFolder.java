package im.throng.terminal.profile;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The profiles, a small file each, which people may also write by hand:
///
/// ```
///   DATA/profiles/NAME.properties
///       host = chat.example.org
///       port = 8889
///       tls = true
///       ca = /home/ann/company.pem
///       user = 10000
///       lang = zh
///       bell = true
/// ```
///
/// Every line may be missing. The profile `default`, if there is one, holds when none is named.
///
/// Threading: immutable.
public final class ProfileFolder {

    /// The profile that holds when none is named.
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> KEYS = List.of("host", "port", "tls", "ca", "user", "lang",
            "bell", "notify");
    private static final String SUFFIX = ".properties";
    private static final int PORT_MAX = 65_535;

    private final Path folder;

    /// Names the folder; it is made when there is something to keep.
    public ProfileFolder(Path data) {
        folder = data.resolve("profiles");
    }

    /// Reads a profile; empty if there is none of this name.
    ///
    /// @throws ProfileException if the name or the file is wrong
    public Optional<Profile> read(String name) throws ProfileException {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ProfileException("the profile " + file + " cannot be read: "
                    + unreadable.getMessage());
        }
        TreeSet<String> unknown = new TreeSet<>(lines.stringPropertyNames());
        KEYS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new ProfileException("the profile " + file + " has the unknown key '"
                    + unknown.first() + "'; it may have " + String.join(", ", KEYS));
        }
        return Optional.of(profile(file, lines));
    }

    /// Writes a profile in place of an older one.
    ///
    /// @throws ProfileException if the name is wrong or the folder cannot be written
    public void write(String name, Profile profile) throws ProfileException {
        StringBuilder text = new StringBuilder(80);
        add(text, "host", profile.host());
        add(text, "port", profile.port());
        add(text, "tls", profile.tls());
        add(text, "ca", profile.authorities());
        add(text, "user", profile.user());
        add(text, "lang", profile.language());
        add(text, "bell", profile.bell());
        add(text, "notify", profile.notifyBy());
        requireName(name);
        try {
            OwnerOnly.replace(folder, name + SUFFIX, text.toString());
        } catch (IOException notKept) {
            throw new ProfileException("the profile cannot be written: " + notKept.getMessage());
        }
    }

    /// Returns the names of the profiles there are.
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private Path file(String name) throws ProfileException {
        requireName(name);
        return folder.resolve(name + SUFFIX);
    }

    private static void requireName(String name) throws ProfileException {
        if (!NAME.matcher(name).matches()) {
            throw new ProfileException("the name of a profile has letters, digits, '.', '_' and "
                    + "'-' only: '" + name + "'");
        }
    }

    private static Profile profile(Path file, Properties lines) throws ProfileException {
        Long port = number(file, lines, "port", PORT_MAX);
        Long user = number(file, lines, "user", Limits.ID_MAX);
        String language = lines.getProperty("lang");
        if (language != null && !List.of("zh", "en").contains(language.strip())) {
            throw wrong(file, "lang", "zh or en");
        }
        Boolean tls = yesOrNo(file, lines, "tls");
        Boolean bell = yesOrNo(file, lines, "bell");
        String notify = lines.getProperty("notify");
        if (notify != null && !List.of("off", "osc9", "osc777").contains(notify.strip())) {
            throw wrong(file, "notify", "off, osc9 or osc777");
        }
        String host = lines.getProperty("host");
        String authorities = lines.getProperty("ca");
        return new Profile(host == null || host.isBlank() ? null : host.strip(),
                port == null ? null : port.intValue(), tls,
                authorities == null || authorities.isBlank() ? null : authorities.strip(),
                user == null ? null : new UserId(user),
                language == null ? null : language.strip(),
                bell,
                notify == null ? null : notify.strip());
    }

    private static @Nullable Boolean yesOrNo(Path file, Properties lines, String key)
            throws ProfileException {
        String text = lines.getProperty(key);
        if (text == null) {
            return null;
        }
        if (!List.of("true", "false").contains(text.strip())) {
            throw wrong(file, key, "true or false");
        }
        return Boolean.valueOf(text.strip());
    }

    private static @Nullable Long number(Path file, Properties lines, String key, long max)
            throws ProfileException {
        String text = lines.getProperty(key);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw wrong(file, key, "a number");
        }
        throw wrong(file, key, "1 to " + max);
    }

    private static ProfileException wrong(Path file, String key, String mustBe) {
        return new ProfileException("in the profile " + file + ", " + key + " must be " + mustBe);
    }

    private static void add(StringBuilder text, String key, @Nullable Object value) {
        if (value != null) {
            text.append(key).append(" = ").append(value).append('\n');
        }
    }
}
