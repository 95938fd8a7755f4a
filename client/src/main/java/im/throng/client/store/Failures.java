package im.throng.client.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// What the database's errors mean to those who use the store.
final class Failures {

    private static final int PRIMARY_CODE = 0xff;

    private Failures() {}

    static StoreException of(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> new StoreException(StoreException.Kind.DAMAGED,
                    "the local store is damaged: " + e.getMessage(), e);
            case SQLITE_FULL -> new StoreException(StoreException.Kind.UNUSABLE,
                    "there is no room left on the disk for the local store", e);
            default -> new StoreException(StoreException.Kind.UNUSABLE,
                    "the local store cannot be used: " + e.getMessage(), e);
        };
    }
}
