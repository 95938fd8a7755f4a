package im.throng.server.command;

import static im.throng.server.command.CommandRun.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts leave one store and arrive in another as they were.
class MoveTest {

    @TempDir
    Path folder;

    @Test
    void whatIsExportedAndImportedElsewhereIsEqual() throws IOException {
        var from = folder.resolve("from");
        var to = folder.resolve("to");
        CommandRun.on(from, "import", CommandRun.file(folder, "users.csv", many())).expect(0);
        var moved = folder.resolve("moved.csv");
        CommandRun.on(from, "export", moved.toString()).expect(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(moved)))
                .isEqualTo("rw-------");
        CommandRun.on(to, "import", moved.toString()).expect(0);

        assertThat(verify(from, to).expect(0).out())
                .contains("EQUAL: 2500 accounts are the same, 0 are not");
        assertThat(CommandRun.on(to, "export").expect(0).out())
                .isEqualTo(Files.readString(moved));
        CommandRun.on(to, "role", "17", "admin").expect(0);
        CommandRun.with("password\n", from, "add", "--id", "9000", "--name", "new").expect(0);
        CommandRun.with("password\n", to, "passwd", "18", "--password-file", "-").expect(0);
        var run = verify(from, to).expect(1);
        assertThat(run.out()).contains("user 17 differs in role", "user 18 differs in password",
                "user 9000 is only in the first store", "DIFFERENT: 2498").doesNotContain("$argon");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() {
        CommandRun.with("password\n", folder, "add", "--name", "Ann").expect(0);
        var file = CommandRun.file(folder, "precious.csv", "precious");
        assertThat(CommandRun.on(folder, "export", file).expect(73).err()).contains("exists");
        assertThat(CommandRun.on(folder, "tokens", "--all", "--out", file).expect(73).err())
                .contains("exists");
        assertThat(folder.resolve("precious.csv")).hasContent("precious");
    }

    @Test
    void aStoreIsNotComparedWithItself() {
        CommandRun.with("password\n", folder, "add", "--name", "Ann").expect(0);
        assertThat(verify(folder, folder).expect(64).err()).contains("the same store");
    }

    @Test
    void nothingIsMadeWhereThereIsNothing() {
        var nowhere = folder.resolve("nowhere");
        for (var command : new String[] {"list", "export"}) {
            assertThat(CommandRun.on(nowhere, command).expect(73).err()).contains("nowhere");
        }
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aSchemaIsNotChangedWhileAServerUsesIt() throws SQLException {
        CommandRun.with("password\n", folder, "add", "--name", "Ann").expect(0);
        makeOlder();
        try (var server = DataDirectory.open(folder)) {
            assertThat(CommandRun.on(folder, "list").expect(75).err()).contains("stop the server");
            assertThat(server.database()).exists();
        }
        CommandRun.on(folder, "list").expect(0);
    }

    private void makeOlder() throws SQLException {
        try (var connection = DriverManager.getConnection(
                    "jdbc:sqlite:" + DataDirectory.databaseIn(folder));
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE departure");
            statement.execute("DROP TABLE chat_group");
            statement.execute("DROP TABLE join_request");
            statement.execute("DROP TABLE muted_outsider");
            statement.execute("DROP INDEX member_role");
            statement.execute("DROP INDEX member_group");
            statement.execute("DROP TABLE conversation");
            statement.execute("DROP TABLE direct");
            statement.execute("ALTER TABLE member DROP COLUMN peer");
            statement.execute("ALTER TABLE entry DROP COLUMN checksum");
            statement.execute("PRAGMA user_version = 3");
        }
    }

    private static CommandRun verify(Path from, Path to) {
        return CommandRun.on(from, "verify", "--against-set", "data.directory=" + to);
    }

    private static String many() {
        var csv = new StringBuilder("id,name,password,bio\n");
        for (int id = 1; id <= 2_500; id++) {
            csv.append(id).append(",\"name, ").append(id).append("\",\"").append(HASH)
                    .append("\",\"line\n \"\"2\"\" \"\n");
        }
        return csv.toString();
    }
}
