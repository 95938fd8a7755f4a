package im.throng.server.storage.jdbc;

import im.throng.protocol.codec.EventCodec;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.StoredEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Entries as rows of the table `entry`.
final class EntryRows {

    /// What [#read] reads.
    static final String COLUMNS =
            "SELECT seq, sender, at, kind, text, reply_to, mentions FROM entry";

    private EntryRows() {}

    /// Reads a row of the columns.
    static StoredEntry read(ResultSet row) throws SQLException {
        return read(row, 0);
    }

    /// Reads a row in which the columns come after others.
    static StoredEntry read(ResultSet row, int others) throws SQLException {
        return new StoredEntry(row.getLong(others + 1), new UserId(row.getLong(others + 2)),
                row.getLong(others + 3), switch (row.getString(others + 4)) {
                    case "text" -> text(row, others);
                    case "event" ->
                            new EntryBody.Event(EventCodec.ofText(row.getString(others + 5)));
                    default -> throw new SQLException(
                            "an entry is of an unknown kind: " + row.getString(others + 4));
                });
    }

    /// Returns an event as it is kept in the column of texts.
    static String column(EntryBody.Event event) {
        return EventCodec.text(event.event());
    }

    private static EntryBody text(ResultSet row, int others) throws SQLException {
        long replyTo = row.getLong(others + 6);
        return new EntryBody.Text(row.getString(others + 5),
                replyTo == 0 ? null : Long.valueOf(replyTo),
                mentions(row.getString(others + 7)));
    }

    /// Returns mentions as they are kept in a column; null for none.
    static @Nullable String column(Mentions mentions) {
        if (mentions.isEmpty()) {
            return null;
        }
        return mentions.everybody() ? "all" : mentions.users().stream()
                .map(UserId::toString).collect(Collectors.joining(","));
    }

    private static Mentions mentions(@Nullable String column) {
        if (column == null) {
            return Mentions.NONE;
        }
        return column.equals("all") ? Mentions.EVERYBODY : new Mentions(false,
                Stream.of(column.split(",")).map(id -> new UserId(Long.parseLong(id))).toList());
    }
}
