package im.throng.client.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// The file of a store, which only its owner may read, held by this program alone.
///
/// Threading: used by one thread at a time.
final class StoreFile implements AutoCloseable {

    private static final String[] SUFFIXES = {"", "-wal", "-shm"};

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private StoreFile(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the lock beside the file. It ends with the program, however that ends.
    ///
    /// @throws StoreException if another program holds it, or it cannot be made
    static StoreFile hold(Path file) {
        FileChannel channel = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, mode(folder, "rwx------"));
            }
            Path beside = file.resolveSibling(file.getFileName() + ".lock");
            makePrivate(beside);
            channel = FileChannel.open(beside, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return new StoreFile(file, channel, lock);
            }
            channel.close();
            throw new StoreException(StoreException.Kind.IN_USE,
                    "another program uses the local store " + file);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new StoreException(StoreException.Kind.UNUSABLE,
                    "the local store " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// Opens the database, durable at each commit.
    Sql connect() throws SQLException {
        try {
            // The database makes its other files with the rights of this one.
            makePrivate(file);
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.UNUSABLE,
                    "the local store " + file + " cannot be made: " + e.getMessage(), e);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Sql sql = new Sql(connection);
        try {
            sql.execute("PRAGMA journal_mode = WAL");
            return sql;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Returns how large the database is, in bytes.
    long bytes() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // Whoever opens it next learns what is the matter.
        }
    }

    /// Gives the database another name, so that a new one can be made.
    ///
    /// @return where it is now
    Path moveAside() {
        try {
            int number = 1;
            while (Files.exists(aside(number, ""))) {
                number++;
            }
            for (String suffix : SUFFIXES) {
                Path from = file.resolveSibling(file.getFileName() + suffix);
                if (Files.exists(from)) {
                    Files.move(from, aside(number, suffix));
                }
            }
            return aside(number, "");
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.UNUSABLE,
                    "the damaged store " + file + " cannot be moved: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The system releases it at the latest with the program.
            closeQuietly(channel);
        }
    }

    private Path aside(int number, String suffix) {
        return file.resolveSibling(file.getFileName() + ".damaged-" + number + suffix);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private static void makePrivate(Path file) throws IOException {
        try {
            Files.createFile(file, mode(file, "rw-------"));
        } catch (FileAlreadyExistsException exists) {
            if (isPosix(file)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It was not usable anyway.
        }
    }
}
