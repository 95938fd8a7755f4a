package im.throng.client.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_000));
    private static final User OWNER = new User(new UserId(100), "Alice", "", "", "", 0, Role.USER);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("deep/store.db");
    }

    private LocalStore open() {
        return LocalStore.open(file, "server", CLOCK);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        try (LocalStore store = open()) {
            store.post(message("secret"));
            try (Stream<Path> files = Files.list(file.getParent())) {
                List<Path> all = files.toList();
                assertThat(all).hasSize(4);
                for (Path one : all) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .as("%s", one).isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void aSecondProgramIsToldThatTheStoreIsInUse() {
        LocalStore first = open();
        assertThatThrownBy(this::open).isInstanceOfSatisfying(StoreException.class,
                refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.IN_USE));
        assertThatThrownBy(() -> StoreRepair.repair(file)).isInstanceOf(StoreException.class);
        first.close();
        open().close();
    }

    @Test
    void aStoreOfAnotherServerIsRefused() {
        open().close();
        assertThatThrownBy(() -> LocalStore.open(file, "another", CLOCK))
                .isInstanceOfSatisfying(StoreException.class, refused ->
                        assertThat(refused.kind()).isEqualTo(StoreException.Kind.OTHER_OWNER));
    }

    @Test
    void aStoreOfANewerProgramIsRefusedAndLeftAsItIs() throws SQLException {
        try (LocalStore store = open()) {
            store.post(message("kept"));
        }
        pragma("user_version = 99");
        assertThatThrownBy(this::open).isInstanceOfSatisfying(StoreException.class,
                refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.TOO_NEW));
        pragma("user_version = " + Schema.VERSION);
        try (LocalStore store = open()) {
            assertThat(store.outbox()).hasSize(1);
        }
    }

    @Test
    void aDamagedStoreIsRefusedAndItsOutboxIsSalvaged() throws IOException {
        try (LocalStore store = open()) {
            store.noteLogin(OWNER, "epoch");
            store.post(message("kept"));
            store.saveDraft(ConversationName.ALL, "half");
            String text = String.join("", Collections.nCopies(500, "x"));
            for (int seq = 1; seq <= 400; seq++) {
                store.noteEntry(entry(seq, text), seq);
            }
            store.flush();
        }
        // The tables of the outbox and the drafts come first, the many pages of entries last.
        scribble(Files.size(file) / 2);
        assertThatThrownBy(this::open).isInstanceOfSatisfying(StoreException.class,
                refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.DAMAGED));

        StoreRepair.Result result = StoreRepair.repair(file);
        assertThat(result.aside()).exists();
        assertThat(result.messages()).isEqualTo(1);
        assertThat(result.complete()).isTrue();
        try (LocalStore store = open()) {
            assertThat(store.outbox()).singleElement()
                    .satisfies(m -> assertThat(m.request()).isEqualTo(message("kept")));
            assertThat(store.draft(ConversationName.ALL)).isEqualTo("half");
            assertThat(store.owner()).contains(OWNER.userId());
            assertThat(store.known().epoch()).isNull();
            assertThat(store.conversations()).isEmpty();
        }
    }

    @Test
    void whatIsNoDatabaseIsReplacedAndSaysThatMessagesMayBeMissing() throws IOException {
        open().close();
        Files.writeString(file, "this is not a database, but long enough to look like one\n"
                .repeat(100));
        assertThatThrownBy(this::open).isInstanceOfSatisfying(StoreException.class,
                refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.DAMAGED));
        assertThat(StoreRepair.repair(file).complete()).isFalse();
        try (LocalStore store = open()) {
            assertThat(store.outbox()).isEmpty();
        }
    }

    @Test
    void theOutboxHasALimit() {
        try (LocalStore store = LocalStore.open(null, "server", CLOCK)) {
            IntStream.range(0, OutboxTable.MESSAGES_MAX).forEach(i -> store.post(message("x")));
            assertThatThrownBy(() -> store.post(message("one more")))
                    .isInstanceOfSatisfying(StoreException.class, refused ->
                            assertThat(refused.kind()).isEqualTo(StoreException.Kind.FULL));
        }
    }

    @Test
    void anEntryIsKeptOnce() {
        try (LocalStore store = open()) {
            store.noteLogin(OWNER, "epoch");
            store.noteEntry(entry(1, "one"), 1);
            store.noteEntry(entry(1, "one"), 1);
            store.noteEntry(entry(2, "two"), 2);
            assertThat(store.entries(ConversationName.ALL, null, 10).entries())
                    .containsExactly(entry(1, "one"), entry(2, "two"));
            assertThat(store.conversation(ConversationName.ALL).orElseThrow().unread())
                    .isEqualTo(2);
        }
    }

    @Test
    void entriesOnTheTwoSidesOfAHoleAreNeverOnOnePage() {
        try (LocalStore store = open()) {
            store.noteLogin(OWNER, "epoch");
            store.noteEntry(entry(1, "one"), 1);
            store.noteEntry(entry(5, "five"), 1);
            store.noteEntry(entry(6, "six"), 1);
            CachedPage page = store.entries(ConversationName.ALL, null, 10);
            assertThat(page.entries()).containsExactly(entry(5, "five"), entry(6, "six"));
            assertThat(page.moreBefore()).isTrue();
            assertThat(store.entries(ConversationName.ALL, 5L, 10))
                    .isEqualTo(new CachedPage(List.of(), true, false));
        }
    }

    @Test
    void unreadStaysRightWhenUnreadEntriesAreDropped() {
        try (LocalStore store = open()) {
            store.noteLogin(OWNER, "epoch");
            for (int seq = 1; seq <= 800; seq++) {
                store.noteEntry(entry(seq, "x"), seq);
            }
            // What is too much goes at the end of a transaction; the reading may be in the same.
            store.flush();
            assertThat(store.entries(ConversationName.ALL, null, 1_000).entries())
                    .hasSizeLessThanOrEqualTo(EntryTable.KEPT + 64);
            assertThat(store.conversation(ConversationName.ALL).orElseThrow().unread())
                    .isEqualTo(800);
            store.markRead(ConversationName.ALL, 790);
            assertThat(store.conversation(ConversationName.ALL).orElseThrow().unread())
                    .isEqualTo(10);
        }
    }

    @Test
    void aForgottenConversationLeavesNothing() {
        try (LocalStore store = open()) {
            store.noteLogin(OWNER, "epoch");
            store.noteEntry(entry(1, "one"), 1);
            store.saveDraft(ConversationName.ALL, "half");
            store.forget(ConversationName.ALL);
            assertThat(store.conversations()).isEmpty();
            assertThat(store.draft(ConversationName.ALL)).isEmpty();
            assertThat(store.entries(ConversationName.ALL, null, 9).entries()).isEmpty();
        }
    }

    @Test
    void whatWasToldIsKnownToTheNextRun() {
        try (LocalStore store = open()) {
            store.noteLogin(OWNER, "epoch");
            store.noteEntry(entry(1, "one"), 1);
            store.noteEntry(entry(3, "three"), 1);
        }
        try (LocalStore store = open()) {
            assertThat(store.known().owner()).isEqualTo(OWNER.userId());
            assertThat(store.known().epoch()).isEqualTo("epoch");
            assertThat(store.known().conversations()).containsExactly(
                    new Known.Followed(ConversationName.ALL, 1, 3));
        }
    }

    private void pragma(String what) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + what);
        }
    }

    private void scribble(long from) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] garbage = new byte[(int) (channel.size() - from)];
            Arrays.fill(garbage, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(garbage), from);
        }
    }

    private static ChatRequest.SendMessage message(String text) {
        return new ChatRequest.SendMessage(ConversationName.ALL, "key", text(text));
    }

    private static Entry entry(long seq, String text) {
        return new Entry(ConversationName.ALL, seq, new UserId(200), "Bob", seq, text(text));
    }

    private static EntryBody.Text text(String text) {
        return new EntryBody.Text(text, null, Mentions.NONE);
    }
}
