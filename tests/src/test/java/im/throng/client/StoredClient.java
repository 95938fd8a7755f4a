package im.throng.client;

import static im.throng.client.FakeServer.ALICE;
import static org.awaitility.Awaitility.await;

import im.throng.client.store.CachedConversation;
import im.throng.client.store.OutboxMessage;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One run of a program with a local store, against a [FakeServer].
final class StoredClient implements AutoCloseable {

    private final FakeServer server;
    private final RecordingListener listener = new RecordingListener();
    private final ThrongClient client;

    StoredClient(FakeServer server, Path file) {
        this.server = server;
        this.client = builder(server).store(file, "a server").listener(listener).build();
    }

    static ThrongClientBuilder builder(FakeServer server) {
        return ThrongClient.builder().port(server.port()).random(() -> 0.1)
                .retry(Duration.ofMillis(100), Duration.ofMillis(100));
    }

    ThrongClient client() {
        return client;
    }

    RecordingListener listener() {
        return listener;
    }

    Outbox outbox() {
        return client.outbox();
    }

    Cache cache() {
        return client.cache();
    }

    /// Logs in and waits until the list of conversations was read.
    StoredClient login() {
        long lists = server.count(ChatRequest.ListConversations.class);
        client.login(ALICE, "secret");
        await().until(() -> server.count(ChatRequest.ListConversations.class) > lists);
        client.ping(); // Its answer stands behind the answer to the list.
        return this;
    }

    OutboxMessage post(String text) {
        return client.outbox().post(ConversationName.ALL, text);
    }

    void awaitEmptyOutbox() {
        await().until(() -> client.outbox().messages().isEmpty());
    }

    void awaitKept(int entries) {
        await().until(() -> kept().size() == entries);
    }

    /// Returns the newest run of texts in the cache.
    List<String> kept() {
        return client.cache().entries(ConversationName.ALL, null, 500).entries().stream()
                .map(FakeServer::text).toList();
    }

    CachedConversation all() {
        return client.cache().conversation(ConversationName.ALL).orElseThrow();
    }

    @Override
    public void close() {
        client.close();
    }
}
