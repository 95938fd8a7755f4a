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
    static final String COLUMNS = "SELECT " + EntryFields.COLUMNS + " FROM entry";

    private EntryRows() {}

    /// Reads a row of the columns.
    static StoredEntry read(ResultSet row) throws SQLException {
        return read(row, 0);
    }

    /// Reads a row in which the columns come after others.
    ///
    /// @throws SQLException as of a damaged database, if it is not as it was written
    static StoredEntry read(ResultSet row, int others) throws SQLException {
        EntryFields fields = EntryFields.read(row, others);
        return new StoredEntry(fields.seq(), new UserId(fields.sender()), fields.at(),
                switch (fields.kind()) {
                    case "text" -> text(fields);
                    case "event" -> new EntryBody.Event(EventCodec.ofText(fields.text()));
                    default -> throw new SQLException(
                            "an entry is of an unknown kind: " + fields.kind());
                });
    }

    /// Returns an event as it is kept in the column of texts.
    static String column(EntryBody.Event event) {
        return EventCodec.text(event.event());
    }

    private static EntryBody text(EntryFields fields) {
        return new EntryBody.Text(fields.text(),
                fields.replyTo() == 0 ? null : Long.valueOf(fields.replyTo()),
                mentions(fields.mentions()));
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
