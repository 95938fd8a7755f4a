package im.throng.terminal;

import im.throng.client.ThrongClient;
import im.throng.client.ThrongClientBuilder;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import im.throng.terminal.profile.Profile;
import im.throng.terminal.profile.ProfileException;
import im.throng.terminal.profile.ProfileFolder;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.Notify;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say which server and as whom, and the profile that says what they do not.
final class ServerOptions {

    private static final int PORT_MAX = 65_535;
    private static final int PORT_DEFAULT = 8889;
    private static final String HOST_DEFAULT = "127.0.0.1";

    @Option(names = "--profile", paramLabel = "NAME",
            description = "what DIR/profiles/NAME.properties says of host, port, tls, ca, "
                    + "user, lang, bell and notify, where no option says it "
                    + "(default: 'default', if it is there)")
    private @Nullable String profile;

    @Option(names = "--host", paramLabel = "NAME",
            description = "where the server is (default: this machine)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "its port (default: 8889)")
    private @Nullable Integer port;

    @Option(names = "--tls", description = "connect by TLS; the certificate must be for NAME")
    private boolean tls;

    @Option(names = "--ca", paramLabel = "FILE", description = "a PEM file of the authorities, or "
            + "of the server's own certificate, to believe (with TLS; default: those of the JDK)")
    private @Nullable Path authorities;

    @Option(names = "--insecure",
            description = "believe whoever answers (with TLS): for a try alone")
    private boolean insecure;

    @Option(names = "--user", paramLabel = "ID",
            description = "whose session to go on with, or who logs in")
    private @Nullable Long user;

    @Option(names = "--lang", paramLabel = "zh|en",
            description = "the language (default: by the environment)")
    private @Nullable Language language;

    @Option(names = "--data", paramLabel = "DIR",
            description = "where profiles, sessions and what was typed are kept "
                    + "(default: ~/.config/throng)")
    private @Nullable Path data;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /// What holds after options, profile and defaults.
    record Chosen(String host, int port, Security security, @Nullable UserId user,
                  Language language, boolean bell, Notify notifyBy, Path data, String profile) {

        /// Returns the same as a profile.
        Profile asProfile() {
            return new Profile(host, port, security.tls() ? true : null,
                    security.authorities() == null ? null : security.authorities().toString(),
                    user, language.name().toLowerCase(Locale.ROOT),
                    bell ? true : null, notifyBy == Notify.OFF ? null : notifyBy.word());
        }
    }

    /// Whether TLS is spoken, and whom to believe.
    ///
    /// @param authorities null for those of the JDK
    /// @param insecure    whether anybody is believed
    record Security(boolean tls, @Nullable Path authorities, boolean insecure) {}

    /// Returns a builder for a client of that server, on this device.
    ///
    /// @throws ParameterException if the file of authorities cannot be used
    ThrongClientBuilder client(Chosen chosen) {
        ThrongClientBuilder builder = ThrongClient.builder()
                .host(chosen.host()).port(chosen.port()).device(Main.device());
        Security security = chosen.security();
        if (!security.tls()) {
            return builder;
        }
        if (security.insecure()) {
            return builder.tlsTrustingAnybody();
        }
        try {
            return security.authorities() == null ? builder.tls()
                    : builder.tls(security.authorities());
        } catch (NoSuchFileException notThere) {
            throw wrong("--ca: there is no file " + security.authorities());
        } catch (IOException unusable) {
            throw wrong("--ca: " + unusable.getMessage());
        }
    }

    /// Returns what holds.
    ///
    /// @param mayBeNew whether a profile that is named need not be there yet
    /// @throws ParameterException if an option or the profile is wrong
    Chosen chosen(boolean mayBeNew) {
        Path folder = dataFolder();
        Profile named = read(new ProfileFolder(folder), mayBeNew);
        if (port != null && (port < 1 || port > PORT_MAX)) {
            throw wrong("--port must be 1 to " + PORT_MAX);
        }
        if (user != null && (user < 1 || user > Limits.ID_MAX)) {
            throw wrong("--user must be a positive id");
        }
        return new Chosen(first(host, named.host(), HOST_DEFAULT),
                first(port, named.port(), PORT_DEFAULT), security(named),
                user == null ? named.user() : new UserId(user),
                Optional.ofNullable(language)
                        .or(() -> Optional.ofNullable(named.language()).map(Language::of))
                        .orElseGet(ServerOptions::languageOfEnvironment),
                Objects.requireNonNullElse(named.bell(), false),
                Optional.ofNullable(named.notifyBy()).flatMap(Notify::named).orElse(Notify.OFF),
                folder,
                Objects.requireNonNullElse(profile, ProfileFolder.DEFAULT));
    }

    private Security security(Profile named) {
        if (insecure && authorities != null) {
            throw wrong("--insecure believes anybody, so that --ca has no meaning");
        }
        Path believed = authorities != null ? authorities
                : named.authorities() == null || insecure ? null : Path.of(named.authorities());
        boolean byTls = tls || insecure || believed != null
                || Objects.requireNonNullElse(named.tls(), false);
        return new Security(byTls, believed, insecure);
    }

    /// Keeps what holds as the profile that is named.
    ///
    /// @throws ParameterException if that cannot be
    void keep(Chosen chosen) {
        try {
            new ProfileFolder(chosen.data()).write(chosen.profile(), chosen.asProfile());
        } catch (ProfileException notKept) {
            throw wrong(notKept.words());
        }
    }

    /// Returns the exception that prints the words, and how the command is used.
    ParameterException wrong(String words) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), words);
    }

    private Profile read(ProfileFolder folder, boolean mayBeNew) {
        try {
            Optional<Profile> found =
                    folder.read(Objects.requireNonNullElse(profile, ProfileFolder.DEFAULT));
            if (found.isEmpty() && profile != null && !mayBeNew) {
                throw wrong("there is no profile '" + profile + "' (there are: "
                        + String.join(", ", folder.names()) + "); make it with ./throng chat "
                        + "--profile " + profile + " --host NAME --port N --save");
            }
            return found.orElse(Profile.EMPTY);
        } catch (ProfileException unreadable) {
            throw wrong(unreadable.words());
        }
    }

    private Path dataFolder() {
        if (data != null) {
            return data;
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        return config != null && !config.isBlank() ? Path.of(config, "throng")
                : Path.of(System.getProperty("user.home"), ".config", "throng");
    }

    private static <T> T first(@Nullable T option, @Nullable T ofProfile, T otherwise) {
        return option != null ? option : Objects.requireNonNullElse(ofProfile, otherwise);
    }

    private static Language languageOfEnvironment() {
        return Language.of(Stream.of("THRONG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> Optional.ofNullable(System.getenv(name)).orElse(""))
                .filter(value -> !value.isEmpty())
                .findFirst().orElse(null));
    }
}
