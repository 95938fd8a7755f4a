package im.throng.server.storage.jdbc;

import im.throng.protocol.message.Limits;
import im.throng.server.chat.EncodedSize;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.StoredEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Takes rows of entries until the page is full, by number or by bytes. No number is ever missing
/// in a log: where one is, an index of the database is damaged.
///
/// Threading: used by one thread.
final class PageCut implements Sql.Visitor {

    private static final long UNKNOWN = -1;

    private final int limit;
    private final List<StoredEntry> entries = new ArrayList<>();
    private long bytes;
    private boolean more;
    private long last = UNKNOWN;

    PageCut(int limit) {
        this.limit = limit;
    }

    /// Says which number comes before the first row's.
    void follows(long seq) {
        last = seq;
    }

    @Override
    public boolean visit(ResultSet row) throws SQLException {
        StoredEntry entry = EntryRows.read(row);
        if (last != UNKNOWN && Math.abs(entry.seq() - last) != 1) {
            throw Failures.damaged("entry " + entry.seq() + " was found beside entry " + last);
        }
        last = entry.seq();
        bytes += EncodedSize.of(entry.body());
        more = entries.size() == limit
                || (!entries.isEmpty() && bytes > Limits.PAGE_BYTES_MAX);
        if (!more) {
            entries.add(entry);
        }
        return !more;
    }

    /// Returns the page of rows that came rising by `seq`.
    EntryStore.Page rising() {
        return new EntryStore.Page(entries, more);
    }

    /// Returns the page of rows that came falling by `seq`.
    EntryStore.Page falling() {
        return new EntryStore.Page(entries.reversed(), more);
    }
}
