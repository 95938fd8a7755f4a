package im.throng.server.storage.jdbc;

import im.throng.server.account.SessionStore;
import im.throng.server.account.SessionStoreContract;
import im.throng.server.account.UserStore;
import im.throng.server.account.UserStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbcUserStoreTest implements UserStoreContract, SessionStoreContract {

    @TempDir
    Path directory;

    private TestStorage storage;
    private UserStore users;
    private SessionStore sessions;

    @BeforeEach
    void open() {
        storage = new TestStorage(directory);
        users = storage.now().users();
        sessions = storage.now().sessions();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public UserStore store() {
        return users;
    }

    @Override
    public UserStore reopened() {
        users = storage.reopened().users();
        return users;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }
}
