package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.chat.AppendOutcome;
import im.throng.server.chat.ConversationStore;
import im.throng.server.chat.Draft;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.EntryStoreContract;
import im.throng.server.delivery.Parcel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcEntryStoreTest implements EntryStoreContract {

    @TempDir
    Path directory;

    private TestStorage storage;
    private final BlockingQueue<AppendOutcome> results = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() {
        storage = new TestStorage(directory);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public EntryStore entries() {
        return storage.now().entries();
    }

    @Override
    public ConversationStore conversations() {
        return storage.now().conversations();
    }

    @Override
    public EntryStore reopened() {
        return storage.reopened().entries();
    }

    @Override
    public Draft.Announcer recorder() {
        return (_, outcome) -> {
            results.add(outcome);
            return new Parcel(List.of(), List.of(), null, null);
        };
    }

    @Override
    public List<AppendOutcome> outcomes(int count) {
        List<AppendOutcome> outcomes = new ArrayList<>();
        try {
            while (outcomes.size() < count) {
                AppendOutcome outcome = results.poll(10, TimeUnit.SECONDS);
                assertThat(outcome).as("outcome %d of %d", outcomes.size(), count).isNotNull();
                outcomes.add(outcome);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return outcomes;
    }
}
