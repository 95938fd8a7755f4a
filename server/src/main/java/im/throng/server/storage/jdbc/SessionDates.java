package im.throng.server.storage.jdbc;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.SessionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When sessions were last seen and how long their tokens live, on the way to the database: some
/// of them with each transaction, so that thousands of connections that end at once hold up no
/// message.
///
/// What waits is bounded by the sessions there are: each stands in it once. It only dates lists of
/// sessions, so what cannot be kept is dropped; the next time it is written again.
///
/// Threading: any thread notes; the committer's writes.
final class SessionDates implements Committer.Task {

    private static final Logger log = LoggerFactory.getLogger(SessionDates.class);
    private static final int CHUNK = 128;

    private final Committer committer;
    /// In the order of the table's rows: those of a transaction lie side by side there, and change
    /// few pages.
    private final NavigableMap<String, Dates> waiting = new TreeMap<>();
    private String last = "";
    private boolean queued;
    /// What is in the transaction of now: if that is rolled back, it is tried again.
    private List<Map.Entry<String, Dates>> chunk = List.of();

    /// Creates it, with nothing waiting; before the committer starts.
    SessionDates(Committer committer) {
        this.committer = committer;
        committer.atClose(this);
    }

    /// Notes when a session was seen, and until when its newest token lives.
    void note(SessionId session, long lastSeen, long expiresAt) {
        synchronized (this) {
            waiting.merge(session.value(), new Dates(lastSeen, expiresAt), Dates::later);
            if (queued) {
                return;
            }
            queued = true;
        }
        queue();
    }

    @Override
    public void run(Sql sql) throws SQLException {
        if (chunk.isEmpty()) {
            chunk = take();
        }
        for (var one : chunk) {
            sql.update("UPDATE session SET last_seen = ?, expires_at = max(expires_at, ?) "
                            + "WHERE id = ?",
                    one.getValue().lastSeen(), one.getValue().expiresAt(), one.getKey());
        }
    }

    @Override
    public void committed() {
        goOn();
    }

    @Override
    public void refused(RejectedException why) {
        log.debug("dates of {} sessions were not kept: {}", chunk.size(), why.words());
        goOn();
    }

    private void goOn() {
        chunk = List.of();
        synchronized (this) {
            queued = !waiting.isEmpty();
            if (!queued) {
                return;
            }
        }
        queue();
    }

    private void queue() {
        try {
            committer.submit(this);
        } catch (RejectedException full) {
            if (committer.isClosing()) {
                return; // All that waits goes with the committer's last transactions.
            }
            synchronized (this) {
                log.debug("dates of {} sessions were not kept: {}", waiting.size(), full.words());
                waiting.clear();
                queued = false;
            }
        }
    }

    /// When the server stops, all that waits: there is no transaction after this one.
    private synchronized List<Map.Entry<String, Dates>> take() {
        int most = committer.isClosing() ? Integer.MAX_VALUE : CHUNK;
        List<Map.Entry<String, Dates>> taken = new ArrayList<>();
        while (!waiting.isEmpty() && taken.size() < most) {
            Map.Entry<String, Dates> next = waiting.higherEntry(last);
            taken.add(next == null ? waiting.firstEntry() : next);
            last = taken.getLast().getKey();
            waiting.remove(last);
        }
        return taken;
    }

    private record Dates(long lastSeen, long expiresAt) {
        Dates later(Dates other) {
            return new Dates(Math.max(lastSeen, other.lastSeen),
                    Math.max(expiresAt, other.expiresAt));
        }
    }
}
