package im.throng.server.storage.jdbc;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.StoredEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes rows of entries until the page is full, by number or by bytes.
///
/// Threading: used by one thread.
final class PageCut implements Sql.Visitor {

    /// About what an entry adds to a page beside its text, encoded.
    private static final int ENTRY_BYTES = 256;
    private static final int CONTROL_BYTES = 6;
    private static final int WIDE_BYTES = 3;
    private static final int ID_BYTES = 17;

    private final int limit;
    private final List<StoredEntry> entries = new ArrayList<>();
    private long bytes;
    private boolean more;

    PageCut(int limit) {
        this.limit = limit;
    }

    @Override
    public boolean visit(ResultSet row) throws SQLException {
        StoredEntry entry = entry(row);
        bytes += ENTRY_BYTES + encodedBytes(entry.body());
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

    private static StoredEntry entry(ResultSet row) throws SQLException {
        long replyTo = row.getLong(6);
        return new StoredEntry(row.getLong(1), new UserId(row.getLong(2)), row.getLong(3),
                new EntryBody.Text(row.getString(5), replyTo == 0 ? null : Long.valueOf(replyTo),
                        mentions(row.getString(7))));
    }

    private static Mentions mentions(@Nullable String column) {
        if (column == null) {
            return Mentions.NONE;
        }
        return column.equals("all") ? Mentions.EVERYBODY : new Mentions(false,
                Stream.of(column.split(",")).map(id -> new UserId(Long.parseLong(id))).toList());
    }

    /// Returns about how long a body is as JSON, where a control character takes six bytes.
    private static long encodedBytes(EntryBody body) {
        return switch (body) {
            case EntryBody.Text text -> text.mentions().users().size() * (long) ID_BYTES
                    + text.text().chars()
                            .mapToLong(c -> c < ' ' ? CONTROL_BYTES : c < 0x80 ? 1 : WIDE_BYTES)
                            .sum();
        };
    }
}
