package im.throng.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which source of a setting wins, and what a mistake in one is called.
class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void theEnvironmentGoesBeforeTheFile() throws IOException {
        var settings = new Settings().file(file("listen.port = 1000\nlisten.bind = 127.0.0.1"))
                .environment(Map.of("THRONG_LISTEN_PORT", "2000"), ServerConfig.keys());

        ServerConfig config = ServerConfig.of(settings);

        assertThat(config.port()).isEqualTo(2000);
        assertThat(config.bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironment() {
        var settings = new Settings()
                .environment(Map.of("THRONG_LISTEN_PORT", "2000"), ServerConfig.keys())
                .set("listen.port", "3000", "--set");

        assertThat(ServerConfig.of(settings).port()).isEqualTo(3000);
    }

    @Test
    void dotsAndDashesOfAKeyAreUnderscoresInTheEnvironment() {
        var settings = new Settings().environment(
                Map.of("THRONG_ACCOUNTS_ARGON2_MEMORY_KIB", "1024"), ServerConfig.keys());

        assertThat(ServerConfig.of(settings).accounts().hash().memoryKib()).isEqualTo(1024);
    }

    @Test
    void otherVariablesOfTheEnvironmentAreLeftAlone() {
        var settings = new Settings().environment(
                Map.of("THRONG_JAVA_OPTS", "-Xmx1g", "PATH", "/bin"), ServerConfig.keys());

        assertThat(ServerConfig.of(settings)).isEqualTo(ServerConfig.of(Map.of()));
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("listen.prot", "8889")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("unknown key listen.prot", "did you mean listen.port?");
    }

    @Test
    void everyUnknownKeyIsNamedAtOnce() {
        assertThatThrownBy(() -> ServerConfig.of(
                Map.of("listen.prot", "1", "limits.text-byte", "2")))
                .hasMessageContainingAll("listen.prot", "limits.text-byte");
    }

    @Test
    void aValueOutOfRangeIsRefusedWithItsKeyValueRangeAndSource() throws IOException {
        Path file = file("listen.port = 65536");

        assertThatThrownBy(() -> ServerConfig.of(new Settings().file(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "listen.port", "65536", "from 0 to 65535", file.toString());
    }

    @Test
    void theMessageNamesTheVariableOfTheEnvironment() {
        var settings = new Settings().environment(
                Map.of("THRONG_LISTEN_PORT", "http"), ServerConfig.keys());

        assertThatThrownBy(() -> ServerConfig.of(settings))
                .hasMessageContainingAll("listen.port", "\"http\"", "THRONG_LISTEN_PORT");
    }

    @Test
    void valuesThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("presence.everyone-limit", "10")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("presence.everyone-return");
        assertThatThrownBy(() -> ServerConfig.of(
                Map.of("accounts.password-min", "20", "accounts.password-max", "10")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("accounts.password-max");
        assertThatThrownBy(() -> ServerConfig.of(Map.of("limits.frame-bytes", "65536")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("limits.text-bytes");
    }

    @Test
    void settingsOfTlsMustMakeSense() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("tls.certificate", "server.crt")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("tls.certificate", "tls.key");
        for (String plain : List.of("refuse", "loopback")) {
            assertThatThrownBy(() -> ServerConfig.of(Map.of("tls.plain", plain)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("tls.plain=" + plain, "certificate");
        }
        assertThatThrownBy(() -> ServerConfig.of(Map.of("tls.certificate", "server.crt",
                "tls.key", "server.key", "tls.self-signed", "yes")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tls.self-signed");
        assertThatThrownBy(() -> ServerConfig.of(Map.of("tls.plain", "maybe")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("tls.plain", "maybe");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> new Settings().file(missing))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing.toString());
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("throng.properties"), lines);
    }

    @Test
    void aVariableThatIsNearlyAKeyIsDoubted() {
        assertThat(Settings.doubts(Map.of("THRONG_LISTEN_PROT", "1", "THRONG_LISTEN_PORT", "1",
                "THRONG_JAVA_HOME", "x", "THRONG_PORT_8889_TCP", "x", "LISTEN_PROT", "x"),
                Set.of("listen.port", "listen.bind")))
                .singleElement().asString().contains("THRONG_LISTEN_PROT", "THRONG_LISTEN_PORT");
    }
}
