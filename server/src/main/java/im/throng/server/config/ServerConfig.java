package im.throng.server.config;

import im.throng.protocol.message.Limits;
import im.throng.server.account.AccountConfig;
import im.throng.server.account.Argon2Hasher;
import im.throng.server.account.Argon2Parameters;
import im.throng.server.account.AttemptsConfig;
import im.throng.server.chat.ChatConfig;
import im.throng.server.gateway.GatewayConfig;
import im.throng.server.gateway.Networks;
import im.throng.server.gateway.tls.TlsConfig;
import im.throng.server.group.GroupConfig;
import im.throng.server.presence.PresenceConfig;
import im.throng.server.storage.jdbc.StorageConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything an operator may set, checked. The defaults here are those of the commented file
/// `throng.properties`; a test compares them.
///
/// @param bind          the address to listen on
/// @param port          the port to listen on; 0 for any free one
/// @param dataDirectory where everything is kept
public record ServerConfig(String bind, int port, Path dataDirectory, TlsConfig tls,
                           GatewayConfig gateway,
                           AccountConfig accounts, PresenceConfig presence, GroupConfig groups,
                           ChatConfig chat,
                           StorageConfig storage, UserStoreChoice users) {

    private static final int PORT_MAX = 65_535;
    private static final int DAY_MS = 86_400_000;
    private static final int COUNT_MAX = 1_000_000;
    /// Half of what a server may take to stop.
    private static final int DRAIN_ANNOUNCE_MS_MAX = 30_000;
    private static final int HSTS_SECONDS_MAX = 63_072_000;
    private static final int QUEUE_MIB_DEFAULT = 64;

    /// Reads the tree of records.
    ///
    /// @throws ConfigException if a value cannot be used or a key is unknown
    public static ServerConfig of(Settings s) {
        var config = new ServerConfig(
                s.text("listen.bind", "0.0.0.0"),
                s.integer("listen.port", 8889, 0, PORT_MAX),
                Path.of(s.text("data.directory", "data")),
                tls(s), gateway(s), accounts(s), presence(s),
                new GroupConfig(s.integer("groups.members", 100_000, 2, COUNT_MAX),
                        s.integer("groups.receipts", 100, 0, COUNT_MAX)),
                new ChatConfig(s.integer("limits.text-bytes", 65_536, 1, 262_144),
                        s.oneOf("all.write", "everybody", List.of("everybody", "admins"))
                                .equals("admins")),
                new StorageConfig(
                        (long) s.integer("store.commit-queue-mib", QUEUE_MIB_DEFAULT, 1, 4096)
                                << 20,
                        s.integer("store.read-threads", 2, 1, 64),
                        s.integer("store.read-queue", 4096, 1, COUNT_MAX)),
                UserStoreChoice.of(s));
        s.requireAllKnown();
        config.requireSense();
        return config;
    }

    /// Reads the tree of records from keys and values, for programs that embed a server.
    public static ServerConfig of(Map<String, String> values) {
        var settings = new Settings();
        values.forEach((key, value) -> settings.set(key, value, "given"));
        return of(settings);
    }

    /// Returns every key there is.
    public static Set<String> keys() {
        var settings = new Settings();
        of(settings);
        return settings.known();
    }

    private static TlsConfig tls(Settings s) {
        String certificate = s.text("tls.certificate", "");
        String key = s.text("tls.key", "");
        boolean selfSigned = s.oneOf("tls.self-signed", "no", List.of("no", "yes")).equals("yes");
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new ConfigException("tls.certificate and tls.key belong together: set both, or"
                    + " none");
        }
        if (selfSigned && !certificate.isEmpty()) {
            throw new ConfigException("tls.self-signed makes a certificate of its own: set it to"
                    + " no, or leave tls.certificate empty");
        }
        Path data = Path.of(s.text("data.directory", "data"));
        TlsConfig.Files files = selfSigned
                ? new TlsConfig.Files(data.resolve("tls.crt"), data.resolve("tls.key"), true)
                : certificate.isEmpty() ? null
                : new TlsConfig.Files(Path.of(certificate), Path.of(key), false);
        String plain = s.oneOf("tls.plain", "allow", List.of("allow", "loopback", "refuse"));
        if (files == null && !plain.equals("allow")) {
            throw new ConfigException("tls.plain=" + plain + " needs a certificate: whoever may not"
                    + " come without TLS could not come with it");
        }
        return new TlsConfig(files, TlsConfig.Plain.valueOf(plain.toUpperCase(Locale.ROOT)),
                s.integer("limits.tls-handshakes", 256, 1, COUNT_MAX),
                ms(s, "tls.reload-ms", 5_000));
    }

    private static GatewayConfig gateway(Settings s) {
        return new GatewayConfig(
                s.list("listen.trusted-proxies", ""),
                s.integer("limits.frame-bytes", Limits.FRAME_BYTES_DEFAULT, 256, (1 << 24) - 1),
                s.integer("limits.malformed-frames", 3, 1, 1000),
                s.integer("limits.outbound-bytes", 262_144, 8192, 1 << 30),
                s.whole("limits.outbound-total-bytes", 0, 0, 1L << 40),
                s.integer("limits.mailbox-requests", 256, 1, COUNT_MAX),
                s.integer("limits.connections-per-session", 4, 1, 1000),
                new GatewayConfig.Crowd(s.integer("limits.connections", 0, 0, COUNT_MAX),
                        s.integer("limits.connections-per-address", 1000, 0, COUNT_MAX),
                        exempt(s)),
                new GatewayConfig.Rates(
                        s.integer("limits.requests-per-second", 100, 0, COUNT_MAX),
                        s.integer("limits.requests-burst", 500, 1, COUNT_MAX),
                        s.integer("limits.sends-per-second", 20, 0, COUNT_MAX),
                        s.integer("limits.sends-burst", 200, 1, COUNT_MAX),
                        s.integer("limits.all-per-second", 200, 0, COUNT_MAX),
                        s.integer("limits.all-burst", 2000, 1, COUNT_MAX),
                        s.integer("limits.group-per-second", 500, 0, COUNT_MAX),
                        s.integer("limits.group-burst", 1000, 1, COUNT_MAX)),
                web(s),
                ms(s, "timeouts.first-frame-ms", 10_000),
                ms(s, "timeouts.login-ms", 30_000),
                ms(s, "timeouts.heartbeat-ms", 60_000),
                Duration.ofMillis(
                        s.integer("timeouts.drain-announce-ms", 0, 0, DRAIN_ANNOUNCE_MS_MAX)));
    }

    private static GatewayConfig.Web web(Settings s) {
        String directory = s.text("web.directory", "");
        return new GatewayConfig.Web(
                s.list("web.origins", ""),
                s.list("web.metrics-networks", "127.0.0.0/8, ::1"),
                ms(s, "timeouts.http-idle-ms", 60_000),
                directory.isEmpty() ? null : Path.of(directory),
                s.integer("tls.hsts-seconds", 0, 0, HSTS_SECONDS_MAX));
    }

    private static AccountConfig accounts(Settings s) {
        return new AccountConfig(
                s.integer("accounts.password-min", 6, 1, 128),
                s.integer("accounts.password-max", 128, 1, Limits.PASSWORD_MAX),
                new Argon2Parameters(
                        s.integer("accounts.argon2-memory-kib", 19_456, 8,
                                Argon2Hasher.MEMORY_KIB_MAX),
                        s.integer("accounts.argon2-iterations", 2, 1,
                                Argon2Hasher.ITERATIONS_MAX),
                        s.integer("accounts.argon2-parallelism", 1, 1,
                                Argon2Hasher.PARALLELISM_MAX)),
                s.integer("accounts.hash-threads", 2, 1, 256),
                s.integer("accounts.hash-queue", 4096, 1, COUNT_MAX),
                ms(s, "timeouts.login-wait-ms", 10_000),
                Duration.ofDays(s.integer("accounts.token-days", 30, 1, 3650)),
                s.integer("limits.sessions-per-user", 8, 1, 1000),
                new AttemptsConfig(
                        s.integer("accounts.failures-per-id-and-address", 10, 1, COUNT_MAX),
                        s.integer("accounts.failures-per-address", 100, 1, COUNT_MAX),
                        s.integer("accounts.failures-per-id", 100, 1, COUNT_MAX),
                        s.integer("accounts.registrations-per-hour", 60, 1, COUNT_MAX),
                        exempt(s)));
    }

    private static List<String> exempt(Settings s) {
        return s.list("accounts.exempt-addresses", "127.0.0.0/8, ::1");
    }

    private static PresenceConfig presence(Settings s) {
        return new PresenceConfig(
                s.integer("presence.everyone-limit", 1000, 0, COUNT_MAX),
                s.integer("presence.everyone-return", 800, 0, COUNT_MAX),
                ms(s, "presence.gather-ms", 200),
                ms(s, "presence.offline-after-ms", 5_000),
                s.integer("presence.watched", Limits.WATCH_MAX, 1, COUNT_MAX),
                s.integer("classic.list-ids", 1000, 1, COUNT_MAX));
    }

    private static Duration ms(Settings s, String key, int whenUnset) {
        return Duration.ofMillis(s.integer(key, whenUnset, 1, DAY_MS));
    }

    private static void requireNetworks(String key, List<String> items) {
        try {
            Networks.check(items);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key + ": " + e.getMessage());
        }
    }

    private static void requireOrigins(List<String> origins) {
        for (String origin : origins) {
            if (!origin.matches("https?://[^/?#@\\s]+")) {
                throw new ConfigException("web.origins: " + origin
                        + " is no origin, such as https://chat.example");
            }
        }
    }

    private static void requireDirectory(@Nullable Path directory) {
        if (directory != null && !Files.isDirectory(directory)) {
            throw new ConfigException("web.directory: there is no folder " + directory);
        }
    }

    private void requireSense() {
        if (presence.everyoneReturn() > presence.everyoneLimit()) {
            throw new ConfigException(
                    "presence.everyone-return must not be above presence.everyone-limit");
        }
        if (accounts.passwordMin() > accounts.passwordMax()) {
            throw new ConfigException(
                    "accounts.password-min must not be above accounts.password-max");
        }
        requireNetworks("listen.trusted-proxies", gateway.trustedProxies());
        requireNetworks("web.metrics-networks", gateway.web().metricsNetworks());
        requireOrigins(gateway.web().origins());
        requireDirectory(gateway.web().directory());
        requireNetworks("accounts.exempt-addresses", accounts.attempts().exempt());
        if (gateway.outboundTotalBytes() > 0
                && gateway.outboundTotalBytes() < gateway.outboundBytesMax()) {
            throw new ConfigException("limits.outbound-total-bytes must not be below"
                    + " limits.outbound-bytes");
        }
        if (chat.textBytesMax() >= gateway.frameBytesMax()) {
            throw new ConfigException("limits.text-bytes must be below limits.frame-bytes");
        }
    }
}
