package im.throng.terminal.profile;

import im.throng.protocol.message.UserId;
import java.nio.file.Path;

/// Where the local stores of one server's accounts are: `DATA/stores/HOST_PORT/ID.db`, a file each,
/// which the client library makes for its owner alone.
///
/// Threading: immutable.
public record StoreFolder(Path folder) {

    /// Names the folder of a server.
    public static StoreFolder of(Path data, String host, int port) {
        return new StoreFolder(data.resolve("stores").resolve(TokenFolder.nameOf(host, port)));
    }

    /// Returns the file of an account.
    public Path file(UserId user) {
        return folder.resolve(user + ".db");
    }
}
