package im.throng.server;

import im.throng.server.storage.StorageException;

/// Why the program ended, for scripts and service managers. The numbers follow sysexits(3).
public enum ExitCode {
    DONE(0),
    /// What was compared is not equal.
    DIFFERENT(1),
    /// The arguments are wrong.
    USAGE(64),
    /// The data is damaged or was written by a newer program, or what is given cannot be taken.
    DATA(65),
    /// A file that is given cannot be read.
    NO_INPUT(66),
    /// There is no such user.
    NO_USER(67),
    /// The port is taken or the address is not this machine's.
    ADDRESS(69),
    /// The server found a fault of its own, or can store nothing any more.
    SOFTWARE(70),
    /// The data directory, or a file to write, cannot be written.
    DIRECTORY(73),
    /// There is no room.
    FULL(74),
    /// Another server uses the data directory, or the store cannot be reached now.
    IN_USE(75),
    /// The configuration is wrong.
    CONFIG(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// Returns what the operating system is told.
    public int number() {
        return number;
    }

    /// Returns the code for data that cannot be used.
    public static ExitCode of(StorageException.Kind kind) {
        return switch (kind) {
            case NOT_WRITABLE -> DIRECTORY;
            case IN_USE -> IN_USE;
            case TOO_NEW, CORRUPT -> DATA;
            case FULL -> FULL;
        };
    }
}
