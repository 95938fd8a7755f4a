package im.throng.client;

import static im.throng.client.FakeServer.ALICE;
import static im.throng.client.FakeServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.client.store.CachedPage;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

    @TempDir
    private Path folder;

    private FakeServer server;
    private StoredClient run;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        run = open().login();
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        server.close();
    }

    private StoredClient open() {
        return new StoredClient(server, folder.resolve("store.db"));
    }

    @Test
    void theCacheIsThereWithoutAServer() throws IOException {
        sayAndAwait("one", "two");
        run.close();
        server.close();
        run = open();
        assertThat(run.kept()).containsExactly("one", "two");
        assertThat(run.cache().conversations()).singleElement().satisfies(all -> {
            assertThat(all.conversation()).isEqualTo(ConversationName.ALL);
            assertThat(all.title()).isEqualTo("all");
            assertThat(all.head()).isEqualTo(2);
            assertThat(all.unread()).isEqualTo(2);
            assertThat(all.last()).isNotNull().extracting(FakeServer::text).isEqualTo("two");
        });
        assertThat(texts(run.cache().page(ConversationName.ALL, null, 10)))
                .containsExactly("one", "two");
    }

    @Test
    void theNextRunIsToldWhatWasSaidMeanwhileAndNothingTwice() {
        sayAndAwait("one", "two");
        run.close();
        server.store("three");
        server.store("four");
        run = open().login();
        server.say("five");
        await().until(() -> run.listener().messages().contains("five"));
        assertThat(run.listener().messages()).containsExactly("three", "four", "five");
        run.awaitKept(5);
        assertThat(run.listener().told()).doesNotContain("everythingMoved");
        assertThat(historyReads()).allMatch(range -> range instanceof HistoryRange.After after
                && after.seq() >= 2);
    }

    @Test
    void afterALongAbsenceThereIsAHoleThatScrollingBackFills() {
        sayAndAwait("1", "2");
        run.close();
        IntStream.rangeClosed(3, 300).forEach(i -> server.store(Integer.toString(i)));
        run = open().login();
        run.awaitKept(200);
        assertThat(run.listener().messages().getFirst()).isEqualTo("101");
        assertThat(run.listener().told()).contains("skipped 2..101");
        CachedPage newest = run.cache().entries(ConversationName.ALL, null, 500);
        assertThat(newest.moreBefore()).isTrue();
        assertThat(run.cache().entries(ConversationName.ALL, 101L, 500).entries()).isEmpty();

        CachedPage older = run.cache().page(ConversationName.ALL, 101L, 50);
        assertThat(texts(older)).hasSize(50).startsWith("51").endsWith("100");
        assertThat(older.moreBefore()).isTrue();
        CachedPage first = run.cache().page(ConversationName.ALL, 51L, 50);
        assertThat(texts(first)).hasSize(50).startsWith("1").endsWith("50");
        assertThat(first.moreBefore()).isFalse();
        run.awaitKept(300);
    }

    @Test
    void aPageIsFilledFromTheServerWhereTheCacheEnds() {
        IntStream.rangeClosed(1, 9).forEach(i -> server.store(Integer.toString(i)));
        run.close();
        run = new StoredClient(server, folder.resolve("other.db")).login();
        await().until(() -> run.kept().equals(List.of("9"))); // It came with the list.
        assertThat(texts(run.cache().page(ConversationName.ALL, null, 4)))
                .containsExactly("6", "7", "8", "9");
        assertThat(run.kept()).containsExactly("6", "7", "8", "9");
        assertThat(run.listener().messages()).isEmpty();
    }

    @Test
    void onlyTheNewestEntriesAreKept() {
        IntStream.rangeClosed(1, 700).forEach(i -> server.say(Integer.toString(i)));
        await().until(() -> run.kept().size() == 500 && run.kept().getLast().equals("700"));
        long oldest = run.cache().entries(ConversationName.ALL, null, 500).entries()
                .getFirst().seq();
        assertThat(oldest).isEqualTo(201);
        assertThat(run.cache().entries(ConversationName.ALL, 138L, 10).entries()).isEmpty();
    }

    @Test
    void aGapIsRepairedBeforeItIsKept() {
        sayAndAwait("1");
        IntStream.rangeClosed(2, 6).forEach(i -> server.store(Integer.toString(i)));
        server.say("7");
        run.awaitKept(7);
        assertThat(run.listener().messages())
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void anEntryIsKeptOnlyWhenTheListenerWasToldOfIt() {
        ThrongClient[] client = new ThrongClient[1];
        List<Integer> keptWhileTold = new CopyOnWriteArrayList<>();
        ThrongListener listener = new ThrongListener() {
            @Override
            public void message(Entry entry) {
                keptWhileTold.add(client[0].cache()
                        .entries(ConversationName.ALL, null, 9).entries().size());
            }
        };
        client[0] = StoredClient.builder(server).listener(listener).storeInMemory().build();
        try (ThrongClient told = client[0]) {
            told.login(ALICE, "secret");
            await().until(() -> told.cache().conversation(ConversationName.ALL).isPresent());
            sayAndAwait("1", "2", "3");
            await().until(() -> told.cache().entries(ConversationName.ALL, null, 9).entries()
                    .size() == 3);
        }
        assertThat(keptWhileTold).containsExactly(0, 1, 2);
    }

    @Test
    void aHintOfEverythingReadsTheListAgain() {
        sayAndAwait("1");
        server.store("2");
        server.push(new Push.EverythingMoved());
        run.awaitKept(2);
        assertThat(run.all().head()).isEqualTo(2);
    }

    @Test
    void theHeadsOfAHintAreFollowed() {
        sayAndAwait("1");
        server.store("2");
        server.push(new Push.HeadsMoved(Map.of(ConversationName.ALL, 2L)));
        run.awaitKept(2);
    }

    @Test
    void anotherHistoryDropsWhatWasKeptButNoDraft() {
        sayAndAwait("1", "2", "3");
        run.cache().saveDraft(ConversationName.ALL, "half a");
        run.close();
        server.forget();
        server.store("other 1");
        server.epoch("second");
        run = open().login();
        await().until(() -> run.kept().equals(List.of("other 1")));
        assertThat(run.all().head()).isEqualTo(1);
        assertThat(run.listener().told()).contains("everythingMoved");
        assertThat(run.all().draft()).isEqualTo("half a");
        server.say("other 2");
        await().until(() -> run.kept().equals(List.of("other 1", "other 2")));
        assertThat(run.listener().messages()).containsExactly("other 2");
    }

    @Test
    void unreadFollowsWhatIsSaidAndRead() {
        sayAndAwait("1", "2", "3");
        assertThat(run.all().unread()).isEqualTo(3);
        run.cache().markRead(ConversationName.ALL, 2);
        assertThat(run.all().unread()).isEqualTo(1);
        await().until(() -> server.count(ChatRequest.MarkRead.class) == 1);
        server.say("4");
        await().until(() -> run.all().unread() == 2);
        server.push(new Push.ReadMoved(ConversationName.ALL, ALICE, 3));
        await().until(() -> run.all().unread() == 1);
        server.push(new Push.ReadMoved(ConversationName.ALL, BOB, 4));
        run.post("mine");
        await().until(() -> run.all().unread() == 0 && run.all().head() == 5);
        assertThat(run.all().read()).isEqualTo(5);
        await().until(() -> run.listener().changed().getLast().unread() == 0);
    }

    @Test
    void aMentionIsShownUntilItIsRead() {
        server.push(new Push.NewEntry(new Entry(ConversationName.ALL, 1, BOB, "Bob", 5,
                new EntryBody.Text("you!", null, new Mentions(false, List.of(ALICE))))));
        run.awaitKept(1);
        assertThat(run.all().mentioned()).isTrue();
        run.cache().markRead(ConversationName.ALL, 1);
        assertThat(run.all().mentioned()).isFalse();
    }

    @Test
    void thePeersMarkOfADirectConversationIsKept() {
        ConversationName withBob = new ConversationName.Direct(BOB);
        server.push(new Push.NewEntry(new Entry(withBob, 1, BOB, "Bob", 5,
                new EntryBody.Text("hi", null, Mentions.NONE))));
        await().until(() -> run.cache().conversation(withBob).isPresent());
        assertThat(run.cache().conversation(withBob).orElseThrow().title()).isEqualTo("Bob");
        server.push(new Push.ReadMoved(withBob, BOB, 1));
        await().until(() -> Long.valueOf(1).equals(
                run.cache().conversation(withBob).orElseThrow().peerRead()));
        assertThat(run.cache().conversations().getFirst().conversation()).isEqualTo(withBob);
    }

    @Test
    void aMarkMadeWithoutAConnectionIsToldAfterTheNextLogin() {
        sayAndAwait("1", "2");
        run.close();
        run = open();
        run.cache().markRead(ConversationName.ALL, 2);
        assertThat(run.all().unread()).isZero();
        run.close();
        assertThat(server.count(ChatRequest.MarkRead.class)).isZero();
        run = open().login();
        await().until(() -> server.asked().contains(
                new ChatRequest.MarkRead(ConversationName.ALL, 2)));
        assertThat(run.all().unread()).isZero();
    }

    @Test
    void theListIsReadOnceAndNotInALoop() {
        sayAndAwait("1", "2");
        run.cache().markRead(ConversationName.ALL, 1);
        run.client().ping();
        run.client().ping();
        assertThat(server.count(ChatRequest.ListConversations.class)).isEqualTo(1);
    }

    @Test
    void theListIsReadUntilAPageBringsNothingNew() {
        Map<Long, Long> heads = listOfThreePages();
        run.close();
        run = open().login();
        await().until(() -> run.cache().conversations().size() == 7);
        assertThat(listsAfterRestart()).isEqualTo(1);
        heads.put(1L, 8L);
        assertThat(listsAfterRestart()).isEqualTo(2);
    }

    @Test
    void aListThatWasBrokenOffIsReadToItsEndByTheNextRun() {
        Map<Long, Long> heads = listOfThreePages();
        run.close();
        run = open().login();
        await().until(() -> run.cache().conversations().size() == 7);
        heads.put(1L, 8L);
        heads.put(6L, 8L);
        server.silentOn(request -> request instanceof ChatRequest.ListConversations list
                && list.before() != null);
        assertThat(listsAfterRestart()).isEqualTo(2);
        server.silentOn(_ -> false);
        assertThat(listsAfterRestart()).isEqualTo(3);
        await().until(() -> run.cache().conversation(new ConversationName.Direct(new UserId(6)))
                .orElseThrow().head() == 8);
    }

    /// Lets the server have six conversations more, on pages of two.
    private Map<Long, Long> listOfThreePages() {
        Map<Long, Long> heads = new ConcurrentHashMap<>();
        LongStream.rangeClosed(1, 6).forEach(id -> heads.put(id, 7L));
        server.answer(request -> switch (request) {
            case ChatRequest.ListConversations list -> Optional.of(page(heads, list.before()));
            case ChatRequest.ReadHistory read -> Optional.of(new ChatReply.HistoryPage(
                    List.of(), heads.getOrDefault(peer(read.conversation()), 0L), false));
            default -> Optional.empty();
        });
        return heads;
    }

    private static long peer(ConversationName conversation) {
        return conversation instanceof ConversationName.Direct(UserId peer) ? peer.value() : 0;
    }

    private static ChatReply.ConversationPage page(Map<Long, Long> heads,
                                                   @Nullable String before) {
        long first = before == null ? 1 : Long.parseLong(before);
        List<ChatReply.ConversationView> views = LongStream.range(first, first + 2)
                .mapToObj(id -> new ChatReply.ConversationView(
                        new ConversationName.Direct(new UserId(id)), "user " + id,
                        heads.getOrDefault(id, 0L), 7L, 0, false, null, false, false, 0L))
                .toList();
        return new ChatReply.ConversationPage(views, first < 5 ? Long.toString(first + 2) : null);
    }

    /// Returns how many pages of the list a new run of the program reads.
    private long listsAfterRestart() {
        run.close();
        long before = server.count(ChatRequest.ListConversations.class);
        run = open();
        run.client().login(ALICE, "secret");
        await().until(() -> run.client().ping() != null
                && server.count(ChatRequest.ListConversations.class) > before);
        for (int i = 0; i < 5; i++) {
            run.client().ping(); // Each page is asked for when the one before was answered.
        }
        return server.count(ChatRequest.ListConversations.class) - before;
    }

    @Test
    void draftsOutliveTheProgram() {
        ConversationName withBob = new ConversationName.Direct(BOB);
        run.cache().saveDraft(ConversationName.ALL, "half a sentence");
        run.cache().saveDraft(withBob, "to Bob");
        run.close();
        run = open();
        assertThat(run.cache().draft(ConversationName.ALL)).isEqualTo("half a sentence");
        run.cache().saveDraft(withBob, "");
        assertThat(run.cache().draft(withBob)).isEmpty();
    }

    private void sayAndAwait(String... texts) {
        for (String text : texts) {
            server.say(text);
        }
        run.awaitKept(server.texts().size());
    }

    private List<HistoryRange> historyReads() {
        return server.asked().stream().filter(ChatRequest.ReadHistory.class::isInstance)
                .map(request -> ((ChatRequest.ReadHistory) request).range()).toList();
    }

    private static List<String> texts(CachedPage page) {
        return page.entries().stream().map(FakeServer::text).toList();
    }
}
