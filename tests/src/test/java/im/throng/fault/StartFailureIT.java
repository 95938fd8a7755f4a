package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that cannot start says why in plain words and exits with a code that is not 0.
class StartFailureIT {

    private static final String SQLITE_MAGIC = "SQLite format 3";

    private Path data = Path.of("");

    @BeforeEach
    void makeFolder() {
        data = TestServer.newFolder();
    }

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertPlainFailure(List.of("--port", port, "--bind", "127.0.0.1",
                    "--data", data.toString()), port);
        }
    }

    @Test
    void aFileInPlaceOfTheDataDirectoryIsNamed() throws IOException {
        var file = Files.writeString(data.resolve("occupied"), "not a folder");
        assertPlainFailure(List.of("--port", "0", "--data", file.toString()), "occupied");
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() {
        assertPlainFailure(List.of("--port", "0", "--data", "/proc/1/throng-data"),
                "/proc/1/throng-data");
    }

    @Test
    void aDataDirectoryInUseByAnotherServerIsNamed() {
        try (var first = ServerProcess.ready(ServerProcess.Plan.on(data))) {
            assertPlainFailure(List.of("--port", "0", "--data", data.toString()),
                    data.getFileName().toString());
            assertThat(first.isAlive()).isTrue();
            first.register(1, "still works");
        }
    }

    @Test
    void aSchemaNewerThanTheProgramIsRefusedAndLeftAlone() throws IOException, SQLException {
        try (var server = ServerProcess.ready(ServerProcess.Plan.on(data))) {
            server.register(1, "password");
            server.stop();
        }
        var database = databaseIn(data);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 999999");
        }
        var errors = assertPlainFailure(List.of("--port", "0", "--data", data.toString()), "");
        assertThat(errors.toLowerCase(Locale.ROOT)).containsAnyOf("newer", "schema", "version");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var version = statement.executeQuery("PRAGMA user_version")) {
            assertThat(version.getInt(1)).isEqualTo(999_999);
        }
    }

    @ParameterizedTest
    @CsvSource({"listen.prot, listen.port", "limits.frame-byte, limits.frame-bytes",
        "timeouts.heartbeat, timeouts.heartbeat-ms", "acounts.token-days, accounts.token-days"})
    void anUnknownKeyIsRefusedWithTheNearestOne(String wrong, String nearest) {
        assertThat(assertPlainFailure(List.of("--port", "0", "--data", data.toString(),
                "--set", wrong + "=1"), wrong)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"listen.port, -1", "listen.port, 65536", "listen.port, abc",
        "limits.frame-bytes, many", "accounts.argon2-iterations, 0"})
    void aValueThatIsWrongIsRefusedByItsKey(String key, String value) {
        assertPlainFailure(List.of("--data", data.toString(), "--set", key + "=" + value), key);
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        assertPlainFailure(List.of("--port", "0", "--data", data.toString(), "--set",
                "tls.certificate=/nowhere/tls.crt", "--set", "tls.key=/nowhere/tls.key"),
                "/nowhere/tls.crt");
        assertPlainFailure(List.of("--check-config", "--set",
                "tls.certificate=/nowhere/tls.crt", "--set", "tls.key=/nowhere/tls.key"),
                "/nowhere/tls.crt");
    }

    @Test
    void anotherKindOfTlsIsRefused() {
        assertPlainFailure(List.of("--data", data.toString(), "--tls", "on"), "self-signed");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertPlainFailure(List.of("--no-such-option"), "--no-such-option");
    }

    /// Requires words on standard error that hold `named`, no stack trace, and an exit code.
    private static String assertPlainFailure(List<String> arguments, String named) {
        try (var server = ServerProcess.start(List.of("-XX:TieredStopAtLevel=1"), arguments)) {
            var exit = server.awaitExit();
            var errors = server.errors();
            assertThat(exit).as("exit code; it said: %s", errors).isNotZero();
            assertThat(errors).isNotBlank().contains(named);
            assertThat(errors + server.output()).doesNotContain("\tat ").doesNotContain("Caused by")
                    .doesNotContainPattern("\\w+\\.\\w+\\.\\w*Exception");
            return errors;
        }
    }

    private static Path databaseIn(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).filter(StartFailureIT::isDatabase)
                    .findFirst().orElseThrow(() -> new AssertionError("no database in " + data));
        }
    }

    private static boolean isDatabase(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SQLITE_MAGIC.length()), StandardCharsets.US_ASCII)
                    .equals(SQLITE_MAGIC);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
