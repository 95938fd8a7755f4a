package im.throng.terminal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFolderTest {

    private static final UserId ALICE = new UserId(100);
    private static final UserId BOB = new UserId(200);

    @TempDir
    Path temporary;

    @Test
    void onlyTheOwnerCanReadWhatIsKept() throws IOException {
        try (TokenFolder tokens = folder()) {
            tokens.keep(ALICE, "secret");
        }
        try (Stream<Path> made = Files.walk(temporary.resolve("data"))) {
            for (Path path : made.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as("%s", path)
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void aTokenReplacesTheOneBeforeAndLeavesNothingBehind() throws IOException {
        try (TokenFolder tokens = folder()) {
            tokens.keep(ALICE, "old");
            tokens.keep(ALICE, "new");
        }
        try (TokenFolder tokens = folder()) {
            assertThat(tokens.take(null)).contains(new TokenFolder.Kept(ALICE, "new"));
        }
        assertThat(names()).containsExactly("100.lock", "100.token");
    }

    @Test
    void theTokenUsedLastIsTakenUnlessAnotherUserIsWanted() throws IOException {
        keep(ALICE, "a");
        keep(BOB, "b");
        Files.setLastModifiedTime(server().resolve("200.token"), FileTime.fromMillis(1));
        try (TokenFolder tokens = folder()) {
            assertThat(tokens.take(null)).contains(new TokenFolder.Kept(ALICE, "a"));
            assertThat(tokens.take(BOB)).contains(new TokenFolder.Kept(BOB, "b"));
            assertThat(tokens.take(new UserId(300))).isEmpty();
        }
    }

    @Test
    void aTokenInUseIsNotTakenByAnother() {
        keep(ALICE, "a");
        try (TokenFolder first = folder(); TokenFolder second = folder()) {
            assertThat(first.take(null)).isPresent();
            assertThat(second.take(null)).isEmpty();
            assertThat(second.take(ALICE)).isEmpty();
        }
        try (TokenFolder third = folder()) {
            assertThat(third.take(null)).isPresent();
        }
    }

    @Test
    void aTokenInUseCanBeSharedAndRenewed() {
        keep(ALICE, "a");
        try (TokenFolder chat = folder(); TokenFolder script = folder()) {
            assertThat(chat.take(null)).isPresent();
            assertThat(script.share(null)).contains(new TokenFolder.Kept(ALICE, "a"));
            assertThat(script.share(BOB)).isEmpty();
            assertThat(script.replace(ALICE, "b")).isTrue();
        }
        try (TokenFolder next = folder()) {
            assertThat(next.take(ALICE)).contains(new TokenFolder.Kept(ALICE, "b"));
        }
    }

    @Test
    void aForgottenTokenIsGone() throws IOException {
        try (TokenFolder tokens = folder()) {
            tokens.keep(ALICE, "a");
            tokens.forget(ALICE);
            assertThat(tokens.take(null)).isEmpty();
        }
        assertThat(names()).doesNotContain("100.token");
    }

    @Test
    void eachServerHasItsOwn() {
        keep(ALICE, "a");
        try (TokenFolder other = new TokenFolder(temporary.resolve("data"), "host", 2)) {
            assertThat(other.take(null)).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenOnlyKeepsNothing() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (TokenFolder tokens = new TokenFolder(file, "host", 1)) {
            assertThat(tokens.keep(ALICE, "a")).isFalse();
            assertThat(tokens.take(null)).isEmpty();
            tokens.forget(ALICE);
        }
    }

    private void keep(UserId user, String token) {
        try (TokenFolder tokens = folder()) {
            tokens.keep(user, token);
        }
    }

    private TokenFolder folder() {
        return new TokenFolder(temporary.resolve("data"), "host", 1);
    }

    private Path server() {
        return temporary.resolve("data").resolve("sessions").resolve("host_1");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(server())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
