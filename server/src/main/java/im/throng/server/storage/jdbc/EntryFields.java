package im.throng.server.storage.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What an entry says, and where, as its row holds it; with a sum that finds what has changed on
/// the disk, since the database checks its pages only where it stumbles over them. A sum rather
/// than a digest: it is against decay, not against people, who could change it too.
///
/// @param conv     the number of the conversation
/// @param text     the text, or the event
/// @param replyTo  0 for none
/// @param mentions as [EntryRows#column] writes them
record EntryFields(long conv, long seq, long sender, long at, String kind, String text,
                   long replyTo, @Nullable String mentions) {

    /// The columns that [#read] reads, of the table `entry`.
    static final String COLUMNS = "conv, seq, sender, at, kind, text, reply_to, mentions, checksum";

    private static final int NUMBERS = 5;
    private static final int TEXTS = 3;
    private static final byte[] NO_BYTES = {};
    private static final int COUNT = 9;

    /// Reads the columns of a row, which come after others.
    ///
    /// @throws SQLException as of a damaged database, if they are not as they were written
    static EntryFields read(ResultSet row, int others) throws SQLException {
        EntryFields fields = unchecked(row, others);
        if (fields.checksum() != row.getLong(others + COUNT)) {
            throw Failures.damaged("entry " + fields.seq + " of conversation " + fields.conv
                    + " is not as it was stored");
        }
        return fields;
    }

    /// Reads them without looking at their sum.
    static EntryFields unchecked(ResultSet row, int others) throws SQLException {
        return new EntryFields(row.getLong(others + 1), row.getLong(others + 2),
                row.getLong(others + 3), row.getLong(others + 4), text(row, others + 5),
                text(row, others + 6), row.getLong(others + 7), row.getString(others + 8));
    }

    /// Returns the sum, a signed number of 32 bits: it takes four bytes of the row.
    int checksum() {
        byte[] kindBytes = kind.getBytes(StandardCharsets.UTF_8);
        byte[] textBytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] mentionsBytes = mentions == null ? NO_BYTES
                : mentions.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(NUMBERS * Long.BYTES + TEXTS * Integer.BYTES
                + kindBytes.length + textBytes.length + mentionsBytes.length);
        all.putLong(conv).putLong(seq).putLong(sender).putLong(at).putLong(replyTo);
        // With its length, so that nothing can move from one field to the next.
        all.putInt(kindBytes.length).put(kindBytes);
        all.putInt(textBytes.length).put(textBytes);
        all.putInt(mentionsBytes.length).put(mentionsBytes);
        var sum = new CRC32C();
        sum.update(all.flip());
        return (int) sum.getValue();
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
