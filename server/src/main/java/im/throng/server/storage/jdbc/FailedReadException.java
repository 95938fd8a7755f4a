package im.throng.server.storage.jdbc;

import java.sql.SQLException;

/// Carries what a read inside a transaction failed with through a rule, which knows no SQL, to the
/// committer: the transaction is as broken as by a write that failed.
final class FailedReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    FailedReadException(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    /// Returns what the database said.
    SQLException failure() {
        return failure;
    }
}
