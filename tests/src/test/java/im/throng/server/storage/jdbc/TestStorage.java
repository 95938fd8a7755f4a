package im.throng.server.storage.jdbc;

import im.throng.server.telemetry.Meters;
import java.nio.file.Path;
import java.time.InstantSource;

/// A storage over a database in a temporary folder that can be opened again.
///
/// Threading: used by one thread.
final class TestStorage implements AutoCloseable {

    private final Path file;
    private SqlStorage storage;

    TestStorage(Path directory) {
        this.file = directory.resolve("throng.db");
        this.storage = open(file);
    }

    SqlStorage now() {
        return storage;
    }

    SqlStorage reopened() {
        storage.close();
        storage = open(file);
        return storage;
    }

    @Override
    public void close() {
        storage.close();
    }

    private static SqlStorage open(Path file) {
        return new SqlStorage(Database.open(file), new StorageConfig(1 << 26, 2, 100),
                InstantSource.system(), Meters.NONE, death -> {
                    throw new AssertionError("the committer died", death);
                });
    }
}
