package im.throng.terminal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFolderTest {

    @TempDir
    Path data;

    @Test
    void aProfileIsReadAsItWasWritten() throws Exception {
        ProfileFolder folder = new ProfileFolder(data);
        Profile work = new Profile("chat.example.org", 9000, true, "/ca.pem", new UserId(100),
                "zh", true, "osc9");
        folder.write("work", work);
        folder.write("home", Profile.EMPTY);
        assertThat(folder.read("work")).contains(work);
        assertThat(folder.read("home")).contains(Profile.EMPTY);
        assertThat(folder.read("other")).isEmpty();
        assertThat(folder.names()).containsExactly("home", "work");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                data.resolve("profiles").resolve("work.properties")))).isEqualTo("rw-------");
    }

    @Test
    void aProfileWrittenByHandMayLeaveOutAnything() throws Exception {
        write("# the office\nhost = 办公室.example\nuser=7\n");
        assertThat(new ProfileFolder(data).read("work"))
                .contains(new Profile("办公室.example", null, null, null, new UserId(7), null, null,
                        null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prot = 1", "port = 0", "port = 70000", "port = x", "user = -1",
        "lang = fr", "bell = maybe", "tls = maybe", "password = secret"})
    void aMistakeIsNamedWithItsKey(String line) throws Exception {
        write(line);
        assertThatThrownBy(() -> new ProfileFolder(data).read("work"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(line.substring(0, line.indexOf(' ')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "-x", "x y"})
    void aNameIsNoPath(String name) {
        assertThatThrownBy(() -> new ProfileFolder(data).read(name))
                .isInstanceOf(ProfileException.class);
    }

    private void write(String text) throws IOException {
        Path folder = Files.createDirectories(data.resolve("profiles"));
        Files.writeString(folder.resolve("work.properties"), text);
    }
}
