package im.throng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.client.store.CachedConversation;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Outbox and cache against the real server.
class StoreAgainstServerTest {

    private final List<ThrongClient> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    private TestServer server;
    private Person ann;
    private Person ben;

    @BeforeEach
    void start() {
        server = TestServer.started();
        ann = server.newPerson();
        ben = server.newPerson();
    }

    @AfterEach
    void stop() {
        clients.forEach(ThrongClient::close);
        server.close();
    }

    @Test
    void aRestartOfTheServerLosesAndDoublesNothing() {
        String port = Integer.toString(server.port());
        ThrongClient client = login(ann, "ann", new RecordingListener());
        List<String> said = IntStream.range(0, 150).mapToObj(Integer::toString).toList();
        said.subList(0, 75).forEach(text -> client.outbox().post(ConversationName.ALL, text));
        server.stop();
        said.subList(75, 150).forEach(text -> client.outbox().post(ConversationName.ALL, text));
        server = TestServer.with("listen.port", port,
                "data.directory", server.data().toString());
        server.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> client.outbox().messages().isEmpty());
        assertThat(history(client, ConversationName.ALL)).isEqualTo(said);
        await().until(() -> texts(client.cache().entries(ConversationName.ALL, null, 500)
                .entries()).equals(said));
    }

    @Test
    void whatIsTooFastArrivesInOrderAllTheSame() {
        server.close();
        server = TestServer.started("limits.sends-per-second", "100");
        ann = server.newPerson();
        ThrongClient client = login(ann, "ann", new RecordingListener());
        List<String> said = IntStream.range(0, 260).mapToObj(Integer::toString).toList();
        said.forEach(text -> client.outbox().post(ConversationName.ALL, text));
        await().atMost(Duration.ofSeconds(30)).until(() -> client.outbox().messages().isEmpty());
        List<String> newest = history(client, ConversationName.ALL);
        assertThat(newest).isEqualTo(said.subList(said.size() - newest.size(), said.size()));
    }

    @Test
    void aDirectMessageWaitsUnreadAndItsReadingIsSeenByTheSender() {
        RecordingListener atAnn = new RecordingListener();
        ThrongClient first = login(ann, "ann", atAnn);
        login(ben, "ben", new RecordingListener()).close();
        ConversationName withBen = new ConversationName.Direct(new UserId(ben.id()));
        ConversationName withAnn = new ConversationName.Direct(new UserId(ann.id()));
        first.outbox().post(withBen, "are you there?");
        await().until(() -> first.outbox().messages().isEmpty());

        RecordingListener atBen = new RecordingListener();
        ThrongClient second = login(ben, "ben", atBen);
        await().until(() -> atBen.messages().contains("are you there?"));
        await().until(() -> second.cache().conversation(withAnn).isPresent());
        CachedConversation seen = second.cache().conversations().getFirst();
        assertThat(seen.conversation()).isEqualTo(withAnn);
        assertThat(seen.title()).isEqualTo(ann.name());
        assertThat(seen.unread()).isEqualTo(1);

        second.cache().markRead(withAnn, 1);
        assertThat(second.cache().conversation(withAnn).orElseThrow().unread()).isZero();
        await().until(() -> Long.valueOf(1).equals(
                first.cache().conversation(withBen).orElseThrow().peerRead()));
        await().until(() -> atAnn.changed().stream().anyMatch(
                now -> Long.valueOf(1).equals(now.peerRead())));
    }

    @Test
    void twoDevicesAgreeOnWhatIsReadAndSaid() {
        ThrongClient desk = login(ann, "desk", new RecordingListener());
        ThrongClient phone = login(ann, "phone", new RecordingListener());
        ThrongClient other = login(ben, "ben", new RecordingListener());
        ConversationName withAnn = new ConversationName.Direct(new UserId(ann.id()));
        ConversationName withBen = new ConversationName.Direct(new UserId(ben.id()));
        other.outbox().post(withAnn, "one");
        other.outbox().post(withAnn, "two");
        awaitUnread(desk, withBen, 2);
        awaitUnread(phone, withBen, 2);
        phone.cache().markRead(withBen, 1);
        awaitUnread(desk, withBen, 1);
        phone.outbox().post(withBen, "answer");
        awaitUnread(desk, withBen, 0);
        await().until(() -> texts(desk.cache().entries(withBen, null, 9).entries())
                .equals(List.of("one", "two", "answer")));
    }

    private static void awaitUnread(ThrongClient client, ConversationName conversation,
                                    int unread) {
        await().until(() -> client.cache().conversation(conversation)
                .filter(now -> now.unread() == unread).isPresent());
    }

    private ThrongClient login(Person person, String store, RecordingListener listener) {
        ThrongClient client = ThrongClient.builder().port(server.port()).listener(listener)
                .retry(Duration.ofMillis(50), Duration.ofMillis(200))
                .store(folder.resolve(store + ".db")).build();
        clients.add(client);
        client.login(new UserId(person.id()), person.password());
        // Everybody's conversation is always in the list (P-22).
        await().until(() -> !client.cache().conversations().isEmpty());
        return client;
    }

    private static List<String> history(ThrongClient client, ConversationName conversation) {
        ChatReply.HistoryPage page = client.history(conversation, new HistoryRange.Newest(), 200);
        return texts(page.entries());
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream().map(FakeServer::text).toList();
    }
}
