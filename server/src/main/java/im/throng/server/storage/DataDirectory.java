package im.throng.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything a server keeps. One server uses it at a time.
///
/// ```
///  throng.db, -wal, -shm   accounts and conversations
///  token.key               32 bytes that sign tokens; mode 0600
///  throng.lock             locked while a server runs
/// ```
///
/// Commands of an operator use what is in it beside a running server, without the lock; they take
/// it only for the moment in which they make the files or bring the schema up to date.
///
/// Threading: used by one thread, at start and at the end.
public final class DataDirectory implements AutoCloseable {

    private static final int KEY_BYTES = 32;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Makes the folder if need be, and locks it.
    ///
    /// @throws StorageException if it cannot be used, or is in use
    public static DataDirectory open(Path path) {
        try {
            makeFolder(path);
            FileChannel lockFile = FileChannel.open(path.resolve("throng.lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new StorageException(StorageException.Kind.IN_USE,
                        "the data directory " + path + " is in use by another server"
                                + " or by a command that prepares it");
            }
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /// Returns where the database is.
    public Path database() {
        return databaseIn(path);
    }

    /// Returns where the database of a folder is, which a server may have locked.
    public static Path databaseIn(Path path) {
        return path.resolve("throng.db");
    }

    /// Returns the key of a folder that a server may have locked.
    ///
    /// @throws StorageException if there is none
    public static byte[] tokenKeyIn(Path path) {
        try {
            return readKey(keyIn(path));
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /// Tells whether a folder has a key.
    public static boolean hasTokenKey(Path path) {
        return Files.exists(keyIn(path));
    }

    /// Returns the key that signs tokens; makes it at the first start.
    ///
    /// @param random a cryptographically strong source
    public byte[] tokenKey(RandomGenerator random) {
        Path file = keyIn(path);
        try {
            if (!Files.exists(file)) {
                writeKey(file, random);
            }
            return readKey(file);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /// Lets another server use it.
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    /// A folder made here is its owner's alone: it holds hashes, keys and what people say.
    private static void makeFolder(Path path) throws IOException {
        boolean hasModes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (hasModes && !Files.exists(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    private static Path keyIn(Path path) {
        return path.resolve("token.key");
    }

    private static byte[] readKey(Path file) throws IOException {
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new StorageException(StorageException.Kind.CORRUPT,
                    file + " must have " + KEY_BYTES + " bytes, but has " + key.length);
        }
        return key;
    }

    /// Writes beside and moves, so that a crash leaves no half of a key.
    private static void writeKey(Path file, RandomGenerator random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path beside = file.resolveSibling("token.key.new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        Files.write(beside, key, StandardOpenOption.SYNC);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static StorageException notWritable(Path path, IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return new StorageException(
                full ? StorageException.Kind.FULL : StorageException.Kind.NOT_WRITABLE,
                full ? "there is no room left for the data directory " + path
                        : "the data directory " + path + " cannot be used: " + words(e), e);
    }

    private static String words(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException f -> f.getFile() + " is a file, not a directory";
            case AccessDeniedException f -> "no permission to write " + f.getFile();
            case NoSuchFileException f -> f.getFile() + " cannot be made";
            case FileSystemException f when f.getReason() != null ->
                    f.getFile() + ": " + f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
