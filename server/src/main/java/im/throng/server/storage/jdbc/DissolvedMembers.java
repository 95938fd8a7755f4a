package im.throng.server.storage.jdbc;

import im.throng.protocol.error.RejectedException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes out the rows of members whose group has ended: some in each transaction, so that the end
/// of a large group makes nobody wait. What a stop leaves is taken out after the next start.
///
/// Threading: [#sweep] on any thread; the rest is confined to the committer's.
final class DissolvedMembers {

    private static final Logger log = LoggerFactory.getLogger(DissolvedMembers.class);
    private static final int ROWS_MAX = 500;

    private final Committer committer;

    DissolvedMembers(Committer committer) {
        this.committer = committer;
    }

    /// Begins to take them out.
    void sweep() {
        try {
            committer.submit(new Step());
        } catch (RejectedException busy) {
            log.info("rows of ended groups stay until the next start: {}", busy.words());
        }
    }

    private final class Step implements Committer.Task {

        private int taken;

        @Override
        public void run(Sql sql) throws SQLException {
            taken = sql.update("DELETE FROM member WHERE (user, conv) IN (SELECT m.user, m.conv"
                    + " FROM conversation c JOIN member m ON m.conv = c.id"
                    + " WHERE c.kind = 'dissolved' LIMIT ?)", ROWS_MAX);
            if (taken < ROWS_MAX) {
                sql.update("UPDATE conversation SET kind = 'ended' WHERE kind = 'dissolved'");
            }
        }

        @Override
        public void committed() {
            if (taken == ROWS_MAX) {
                sweep();
            }
        }

        @Override
        public void refused(RejectedException why) {
            log.info("rows of ended groups stay until the next start: {}", why.words());
        }
    }
}
