package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.server.storage.StorageException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// What the database's errors mean to those who asked.
final class Failures {

    private static final long RETRY_AFTER_MS = 5_000;
    private static final int PRIMARY_CODE = 0xff;

    private Failures() {}

    /// Returns what a request is told: 503 where waiting may help.
    static RejectedException toRefusal(SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL -> unavailable("the server's disk is full, nothing can be stored now");
            case SQLITE_IOERR, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_CANTOPEN ->
                    unavailable("the server's store cannot be written now");
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    new RejectedException(ErrorCode.INTERNAL, "the server's store is damaged");
            default -> new RejectedException(ErrorCode.INTERNAL, "the server's store failed");
        };
    }

    /// Returns what an operator is told when the database cannot be opened.
    static StorageException toOperator(String file, SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL -> new StorageException(StorageException.Kind.FULL,
                    "there is no room left for the database " + file, e);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> new StorageException(
                    StorageException.Kind.CORRUPT, "the database " + file + " is damaged: "
                            + e.getMessage(), e);
            case SQLITE_BUSY, SQLITE_LOCKED -> new StorageException(StorageException.Kind.IN_USE,
                    "the database " + file + " is in use by another program", e);
            default -> new StorageException(StorageException.Kind.NOT_WRITABLE,
                    "the database " + file + " cannot be used: " + e.getMessage(), e);
        };
    }

    /// Returns what is thrown where the program finds damage that the database has not seen.
    static SQLException damaged(String words) {
        return new SQLException(words, null, SQLiteErrorCode.SQLITE_CORRUPT.code);
    }

    static RejectedException unavailable(String words) {
        return new RejectedException(ErrorCode.UNAVAILABLE, words, RETRY_AFTER_MS);
    }

    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE);
    }
}
