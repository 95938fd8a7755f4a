package im.throng.terminal;

import im.throng.protocol.message.UserId;
import im.throng.terminal.command.CommandParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tokens of one server's accounts, a file each, which only their owner may read.
///
/// ```
///   DATA/sessions/HOST_PORT/ID.token   0600, replaced as a whole
///   DATA/sessions/HOST_PORT/ID.lock    locked by the terminal that uses the account's token
/// ```
///
/// A token in use is left alone, so a second terminal does not become the first one's user.
/// A folder that cannot be written costs the convenience, never the login.
///
/// Threading: guarded by itself.
final class TokenFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFolder.class);
    private static final String SUFFIX = ".token";
    private static final String FOLDER_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    private final Path folder;
    private @Nullable FileChannel lock;
    private @Nullable UserId lockedUser;

    /// Names the folder of a server; it is made when there is something to keep.
    TokenFolder(Path data, String host, int port) {
        folder = data.resolve("sessions")
                .resolve(host.replaceAll("[^A-Za-z0-9.-]", "_") + "_" + port);
    }

    /// A user and what resumes the session.
    record Kept(UserId userId, String token) {
        @Override
        public String toString() {
            return "Kept[" + userId + "]"; // A token must not reach a log by accident.
        }
    }

    /// Takes the token of a user, or without one the token used last, and holds it until another
    /// is taken; empty if there is none that no other terminal uses.
    synchronized Optional<Kept> take(@Nullable UserId wanted) {
        for (UserId user : wanted == null ? users() : List.of(wanted)) {
            Path file = file(user);
            if (Files.isRegularFile(file) && hold(user)) {
                try {
                    String token = Files.readString(file).strip();
                    if (!token.isEmpty()) {
                        return Optional.of(new Kept(user, token));
                    }
                } catch (IOException unreadable) {
                    LOG.info("Cannot read {}", file, unreadable);
                }
            }
        }
        return Optional.empty();
    }

    /// Keeps a token in place of an older one of the user.
    ///
    /// @return whether that succeeded
    synchronized boolean keep(UserId user, String token) {
        try {
            Files.createDirectories(folder, mode(FOLDER_MODE));
            Path fresh = Files.createTempFile(folder, user + ".", ".new", mode(FILE_MODE));
            Files.writeString(fresh, token + "\n");
            Files.move(fresh, file(user), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            hold(user);
            return true;
        } catch (IOException notKept) {
            LOG.info("Cannot keep the session in {}", folder, notKept);
            return false;
        }
    }

    /// Deletes a user's token.
    synchronized void forget(UserId user) {
        try {
            Files.deleteIfExists(file(user));
        } catch (IOException notDeleted) {
            LOG.info("Cannot delete {}", file(user), notDeleted);
        }
    }

    @Override
    public synchronized void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException alreadyGone) {
                LOG.debug("The lock is gone", alreadyGone);
            }
            lock = null;
            lockedUser = null;
        }
    }

    private boolean hold(UserId user) {
        if (user.equals(lockedUser)) {
            return true;
        }
        try {
            Path path = folder.resolve(user + ".lock");
            FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE), mode(FILE_MODE));
            if (channel.tryLock() == null) {
                channel.close();
                return false;
            }
            close();
            lock = channel;
            lockedUser = user;
            return true;
        } catch (IOException | OverlappingFileLockException inUse) {
            return false;
        }
    }

    /// Returns the users that have a token, the one used last first.
    private List<UserId> users() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(TokenFolder::changed).reversed())
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .flatMap(name -> CommandParser.parseId(name).stream())
                    .toList();
        } catch (IOException unreadable) {
            LOG.info("Cannot read {}", folder, unreadable);
            return List.of();
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private Path file(UserId user) {
        return folder.resolve(user + SUFFIX);
    }

    private FileAttribute<?>[] mode(String mode) {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
