package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.chat.AppendListener;
import im.throng.server.chat.AppendOutcome;
import im.throng.server.chat.ConversationStore;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.EntryStoreContract;
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
    private final BlockingQueue<AppendListener.Result> results = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() {
        storage = new TestStorage(directory);
        storage.now().entries().listen(results::addAll);
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
        JdbcEntryStore entries = storage.reopened().entries();
        entries.listen(results::addAll);
        return entries;
    }

    @Override
    public List<AppendOutcome> outcomes(int count) {
        List<AppendOutcome> outcomes = new ArrayList<>();
        try {
            while (outcomes.size() < count) {
                AppendListener.Result result = results.poll(10, TimeUnit.SECONDS);
                assertThat(result).as("outcome %d of %d", outcomes.size(), count).isNotNull();
                outcomes.add(result.outcome());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return outcomes;
    }
}
