package im.throng.server;

import im.throng.server.storage.StorageException;

/// Why the program ended, for scripts and service managers. The numbers follow sysexits(3).
enum ExitCode {
    DONE(0),
    /// The arguments are wrong.
    USAGE(64),
    /// The data is damaged or was written by a newer program.
    DATA(65),
    /// The port is taken or the address is not this machine's.
    ADDRESS(69),
    /// The server found a fault of its own, or can store nothing any more.
    SOFTWARE(70),
    /// The data directory cannot be written.
    DIRECTORY(73),
    /// There is no room.
    FULL(74),
    /// Another server uses the data directory.
    IN_USE(75),
    /// The configuration is wrong.
    CONFIG(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(StorageException.Kind kind) {
        return switch (kind) {
            case NOT_WRITABLE -> DIRECTORY;
            case IN_USE -> IN_USE;
            case TOO_NEW, CORRUPT -> DATA;
            case FULL -> FULL;
        };
    }
}
