package im.throng.server.wiring;

import im.throng.server.account.NoticeStore;
import im.throng.server.account.SessionStore;
import im.throng.server.account.UserStore;
import im.throng.server.chat.ConversationStore;
import im.throng.server.config.ServerConfig;
import im.throng.server.storage.DataDirectory;
import im.throng.server.storage.StorageException;
import im.throng.server.storage.jdbc.Database;
import im.throng.server.storage.jdbc.SqlStorage;
import im.throng.server.telemetry.Meters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The stores that accounts are in, for commands: without a server, and beside one that runs.
///
/// The data directory is not locked, save for the moment in which its files are made or its schema
/// is brought up to date; a running server does not let that happen.
///
/// Threading: opened and closed by one thread; the stores say their own.
public final class AccountStores implements AutoCloseable {

    private final ServerConfig config;
    private final SqlStorage storage;
    private final UserStorage users;

    private AccountStores(ServerConfig config, SqlStorage storage) {
        this.config = config;
        this.storage = storage;
        this.users = UserStorage.open(config.users(), storage, InstantSource.system(),
                Meters.NONE);
    }

    /// Opens what there is.
    ///
    /// @param death learns what killed the store: nothing can be stored from then on
    /// @throws StorageException if it cannot be used, or there is nothing
    public static AccountStores open(ServerConfig config, Consumer<Throwable> death) {
        Path database = DataDirectory.databaseIn(config.dataDirectory());
        if (!Files.exists(database)) {
            throw new StorageException(StorageException.Kind.NOT_WRITABLE,
                    "there is no database " + database);
        }
        return openOrMake(config, death);
    }

    /// Opens what there is, or makes it.
    ///
    /// @param death learns what killed the store: nothing can be stored from then on
    /// @throws StorageException if it cannot be used or made
    public static AccountStores openOrMake(ServerConfig config, Consumer<Throwable> death) {
        Path database = DataDirectory.databaseIn(config.dataDirectory());
        if (!Database.isCurrent(database) || !DataDirectory.hasTokenKey(config.dataDirectory())) {
            prepare(config.dataDirectory());
        }
        return new AccountStores(config, new SqlStorage(Database.visit(database),
                config.storage(), InstantSource.system(), Meters.NONE, death));
    }

    /// Returns where accounts are kept.
    public UserStore users() {
        return users.users();
    }

    /// Returns where sessions are kept.
    public SessionStore sessions() {
        return storage.sessions();
    }

    /// Returns where it is kept how far everybody has read.
    public ConversationStore conversations() {
        return storage.conversations();
    }

    /// Returns where notices for a running server are left.
    public NoticeStore notices() {
        return storage.notices();
    }

    /// Returns the key that signs tokens.
    public byte[] tokenKey() {
        return DataDirectory.tokenKeyIn(config.dataDirectory());
    }

    /// Returns in words where accounts are kept.
    public String place() {
        return config.users().elsewhere().orElseGet(() -> DataDirectory
                .databaseIn(config.dataDirectory()).toAbsolutePath().normalize().toString());
    }

    @Override
    public void close() {
        users.close();
        storage.close();
    }

    private static void prepare(Path path) {
        try (DataDirectory alone = DataDirectory.open(path)) {
            alone.tokenKey(new SecureRandom());
            Database.open(alone.database());
        } catch (StorageException e) {
            throw e.kind() == StorageException.Kind.IN_USE
                    ? new StorageException(StorageException.Kind.IN_USE, "the data directory "
                            + path + " must be brought up to date, but a server uses it: stop "
                            + "the server first, or use the program it was started with", e)
                    : e;
        }
    }
}
