package im.throng.terminal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path data;

    @Test
    void whatWasTypedComesBackInTheNextRunOfTheSameProfile() {
        assertThat(file("work").keep("/who")).isTrue();
        assertThat(file("work").keep("你好 😀")).isTrue();
        assertThat(file("work").lines()).containsExactly("/who", "你好 😀");
        assertThat(file("home").lines()).isEmpty();
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        file("work").keep("hello");
        Path made = data.resolve("history").resolve("work.txt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(made.getParent()))).isEqualTo("rwx------");
    }

    @Test
    void aPasswordTypedWhereNoneIsAskedForIsNotKept() {
        for (String line : new String[] {"/password old new", " /PASSWORD x", "/passwd x y",
            "／password x", "/login 100 secret", ""}) {
            assertThat(file("work").keep(line)).as(line).isFalse();
        }
        assertThat(file("work").keep("/password")).isTrue();
        assertThat(file("work").lines()).containsExactly("/password");
    }

    @Test
    void theOldestLinesGoAndLinesStayLines() {
        HistoryFile file = file("work");
        IntStream.range(0, 1_100).forEach(i -> file.keep("line " + i));
        file.keep("two\nlines");
        assertThat(file.lines()).hasSize(1_000).endsWith("line 1099", "two lines");
        assertThat(file("work").lines()).hasSize(1_000);
    }

    @Test
    void aFolderThatCannotBeWrittenOnlyKeepsNothing() throws IOException {
        HistoryFile file = new HistoryFile(Files.createFile(data.resolve("file")), "work");
        assertThat(file.keep("hello")).isTrue();
        assertThat(file.lines()).isEmpty();
    }

    private HistoryFile file(String profile) {
        return new HistoryFile(data, profile);
    }
}
