package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.client.store.LocalStore;
import im.throng.client.store.StoreException;
import im.throng.protocol.message.ConversationName;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is half typed, against a real server.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DraftsTest {

    @TempDir
    Path temporary;

    @Test
    void whatIsHalfTypedOutlivesAProgramThatIsKilled() throws Exception {
        try (TerminalServer server = new TerminalServer(temporary.resolve("server"));
             PlainTerminal alice = attended(server, "a")) {
            alice.type("2", "100", "secret1", "secret1", "小明").type("1", "100", "secret1")
                    .awaitShown("(1-4)").type("/all", "hello").awaitShown("Sent #1");
            alice.half("half a li");
            await().until(() -> draftInACopy(server, "half a li"));
            alice.half("half a line");
            await().until(() -> draftInACopy(server, "half a line"));
            copy(server, "killed");
            alice.half("").type("half a line of it").awaitShown("Sent #2");
            await().until(() -> draftInACopy(server, ""));
            try (PlainTerminal again = attended(server, "killed")) {
                again.awaitShown("[draft] half a line").awaitShown("(1-4)").type("/quit");
                assertThat(again.end()).isEqualTo(ExitCode.OK);
            }
        }
    }

    @Test
    void whatAnswersAQuestionIsNoDraft() throws Exception {
        try (TerminalServer server = new TerminalServer(temporary.resolve("server"));
             PlainTerminal alice = attended(server, "a")) {
            alice.type("2", "100", "secret1", "secret1", "小明").type("1", "100", "secret1")
                    .awaitShown("(1-4)").type("/all", "/say")
                    .awaitShown("What do you want to say to all");
            alice.half("an answer").awaitClock().half("");
            assertThat(draftInACopy(server, "")).isTrue();
            alice.type("an answer").awaitShown("Sent #1");
        }
    }

    /// Tells whether a program that is killed now would leave this draft: reads what is on the disk
    /// at this moment, which its owner does not close in order.
    private boolean draftInACopy(TerminalServer server, String draft) throws IOException {
        Path copy = copy(server, "look");
        try (LocalStore store = LocalStore.open(copy.resolve("100.db"),
                "127.0.0.1:" + server.port(), InstantSource.system())) {
            return store.draft(ConversationName.ALL).equals(draft);
        } catch (StoreException tornCopy) {
            return false; // It was written just then.
        }
    }

    private Path copy(TerminalServer server, String name) throws IOException {
        Path from = temporary.resolve("a");
        Path to = temporary.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file,
                    to.resolve(from.relativize(file).toString())));
        }
        return to.resolve("stores/127.0.0.1_" + server.port());
    }

    private static void copy(Path file, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.write(to, Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private PlainTerminal attended(TerminalServer server, String data) throws IOException {
        return new PlainTerminal(server.port(), temporary.resolve(data), Language.EN, null, true);
    }
}
