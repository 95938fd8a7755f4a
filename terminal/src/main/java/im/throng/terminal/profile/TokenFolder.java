package im.throng.terminal.profile;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
public final class TokenFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFolder.class);
    private static final String SUFFIX = ".token";
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");

    private final Path folder;
    private @Nullable FileChannel lock;
    private @Nullable UserId lockedUser;

    /// Names the folder of a server; it is made when there is something to keep.
    public TokenFolder(Path data, String host, int port) {
        folder = data.resolve("sessions").resolve(nameOf(host, port));
    }

    /// Returns what the folder of a server is called.
    static String nameOf(String host, int port) {
        return host.replaceAll("[^A-Za-z0-9.-]", "_") + "_" + port;
    }

    /// A user and what resumes the session.
    public record Kept(UserId userId, String token) {
        @Override
        public String toString() {
            return "Kept[" + userId + "]"; // A token must not reach a log by accident.
        }
    }

    /// Takes the token of a user, or without one the token used last, and holds it until another
    /// is taken; empty if there is none that no other terminal uses.
    public synchronized Optional<Kept> take(@Nullable UserId wanted) {
        for (UserId user : wanted == null ? users() : List.of(wanted)) {
            if (Files.isRegularFile(file(user)) && hold(user)) {
                Optional<Kept> kept = read(user);
                if (kept.isPresent()) {
                    return kept;
                }
            }
        }
        return Optional.empty();
    }

    /// Reads the token of a user, or without one the token used last, also while another terminal
    /// uses it: a session may have several connections, and a script is to speak for its user
    /// whether or not the user is talking.
    public synchronized Optional<Kept> share(@Nullable UserId wanted) {
        return (wanted == null ? users() : List.of(wanted)).stream()
                .flatMap(user -> read(user).stream()).findFirst();
    }

    /// Keeps a token in place of an older one of the user, and holds it as its own.
    ///
    /// @return whether that succeeded
    public synchronized boolean keep(UserId user, String token) {
        boolean kept = replace(user, token);
        if (kept) {
            hold(user);
        }
        return kept;
    }

    /// Keeps a token in place of an older one of the user, for whoever uses it next.
    ///
    /// @return whether that succeeded
    public synchronized boolean replace(UserId user, String token) {
        try {
            OwnerOnly.replace(folder, user + SUFFIX, token + "\n");
            return true;
        } catch (IOException notKept) {
            LOG.info("Cannot keep the session in {}", folder, notKept);
            return false;
        }
    }

    /// Deletes a user's token.
    public synchronized void forget(UserId user) {
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

    private Optional<Kept> read(UserId user) {
        Path file = file(user);
        try {
            String token = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return token.isEmpty() ? Optional.empty() : Optional.of(new Kept(user, token));
        } catch (IOException unreadable) {
            LOG.info("Cannot read {}", file, unreadable);
            return Optional.empty();
        }
    }

    private boolean hold(UserId user) {
        if (user.equals(lockedUser)) {
            return true;
        }
        try {
            Path path = folder.resolve(user + ".lock");
            FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE), OwnerOnly.file(folder));
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
                    .flatMap(name -> id(name).stream())
                    .toList();
        } catch (IOException unreadable) {
            LOG.info("Cannot read {}", folder, unreadable);
            return List.of();
        }
    }

    private static Optional<UserId> id(String name) {
        return Optional.of(name).filter(text -> ID.matcher(text).matches())
                .map(Long::parseLong).filter(id -> id <= Limits.ID_MAX).map(UserId::new);
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
}
