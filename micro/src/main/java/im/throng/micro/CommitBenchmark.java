package im.throng.micro;

import im.throng.protocol.message.Reply;
import im.throng.server.config.ServerConfig;
import im.throng.server.storage.jdbc.Database;
import im.throng.server.storage.jdbc.SqlStorage;
import im.throng.server.telemetry.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Messages made durable by the committer on SQLite, in a temporary folder: so many are handed over
/// at once, and the next when all are answered. The time is that of one message; most of it is the
/// disk's sync, and its share falls as the batches grow.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CommitBenchmark {

    private static final int SMALL = 16;
    private static final int LARGE = 256;

    private final Path folder = newFolder();
    private final SqlStorage storage = new SqlStorage(
            Database.open(folder.resolve("throng.db")), ServerConfig.of(Map.of()).storage(),
            InstantSource.system(), Meters.NONE, death -> {
                throw new IllegalStateException("the committer died", death);
            });
    private final Answers answers = new Answers();
    private final Controllers controllers = new Controllers(storage.entries());
    private long keys;

    /// Opens the store.
    public CommitBenchmark() {
        storage.tell(answers);
    }

    /// One message alone.
    @Benchmark
    public Reply alone() throws InterruptedException {
        return commit(1);
    }

    /// A batch of 16.
    @Benchmark
    @OperationsPerInvocation(SMALL)
    public Reply small() throws InterruptedException {
        return commit(SMALL);
    }

    /// A batch of 256.
    @Benchmark
    @OperationsPerInvocation(LARGE)
    public Reply large() throws InterruptedException {
        return commit(LARGE);
    }

    /// Closes the store and deletes it.
    ///
    /// @throws IOException if a file cannot be deleted
    @TearDown
    public void close() throws IOException {
        controllers.close();
        storage.close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("throng-micro");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply commit(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            controllers.dispatcher().dispatch(Samples.send("key " + keys++), answers);
        }
        return answers.await(count);
    }
}
