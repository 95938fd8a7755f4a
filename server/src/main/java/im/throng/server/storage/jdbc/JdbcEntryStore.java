package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.AppendListener;
import im.throng.server.chat.AppendOutcome;
import im.throng.server.chat.ConversationId;
import im.throng.server.chat.Draft;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.StoredEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The log of conversations in the table `entry`.
///
/// Threading: any thread that may block; what it keeps of the running transaction is confined to the
/// committer's thread.
public final class JdbcEntryStore implements EntryStore, Committer.Watcher {

    /// Stands for everybody in the table `mention`.
    static final long EVERYBODY = 0;

    /// About what an entry adds to a page beside its text, encoded.
    private static final int ENTRY_BYTES = 256;

    private static final String COLUMNS =
            "SELECT seq, sender, at, kind, text, reply_to, mentions FROM entry ";

    private final Committer committer;
    private final ReadPool reads;
    private final InstantSource clock;
    private final Map<ConversationId, Head> heads = new HashMap<>();
    private final Map<ConversationId, Long> durableHeads = new ConcurrentHashMap<>();
    private List<AppendListener.Result> results = new ArrayList<>();
    private @Nullable AppendListener listener;

    JdbcEntryStore(Committer committer, ReadPool reads, InstantSource clock) {
        this.committer = committer;
        this.reads = reads;
        this.clock = clock;
    }

    /// Sets who learns of outcomes; before the first draft.
    public void listen(AppendListener appendListener) {
        listener = appendListener;
    }

    @Override
    public void append(Draft draft) {
        committer.submit(new Append(draft));
    }

    @Override
    public long head(ConversationId conversation) {
        Long known = durableHeads.get(conversation);
        if (known != null) {
            return known;
        }
        long read = reads.call(sql -> newest(sql, conversation)).seq();
        return durableHeads.merge(conversation, read, Math::max);
    }

    @Override
    public Page page(ConversationId conversation, HistoryRange range, int limit) {
        return reads.call(sql -> switch (range) {
            case HistoryRange.After(long seq) -> cut(sql, limit,
                    COLUMNS + "WHERE conv = ? AND seq > ? ORDER BY seq LIMIT ?",
                    conversation, seq, false);
            case HistoryRange.Before(long seq) -> cut(sql, limit,
                    COLUMNS + "WHERE conv = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                    conversation, seq, true);
            case HistoryRange.Newest _ -> cut(sql, limit,
                    COLUMNS + "WHERE conv = ? AND seq <= ? ORDER BY seq DESC LIMIT ?",
                    conversation, Limits.ID_MAX, true);
        });
    }

    @Override
    public void batchEnded() {
        if (results.isEmpty()) {
            return;
        }
        List<AppendListener.Result> batch = results;
        results = new ArrayList<>();
        if (listener != null) {
            listener.committed(batch);
        }
    }

    @Override
    public void rolledBack() {
        heads.clear();
    }

    private static Page cut(Sql sql, int limit, String text, ConversationId conversation,
                            long anchor, boolean downwards) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        long[] bytes = {0};
        boolean[] more = {false};
        sql.each(text, row -> {
            StoredEntry entry = entry(row);
            bytes[0] += ENTRY_BYTES + encodedBytes(entry.body());
            if (entries.size() == limit
                    || (!entries.isEmpty() && bytes[0] > Limits.PAGE_BYTES_MAX)) {
                more[0] = true;
                return false;
            }
            entries.add(entry);
            return true;
        }, conversation.value(), anchor, limit + 1);
        if (downwards) {
            Collections.reverse(entries);
        }
        return new Page(entries, more[0]);
    }

    private static Head newest(Sql sql, ConversationId conversation) throws SQLException {
        return sql.first("SELECT seq, ordinal FROM entry WHERE conv = ? ORDER BY seq DESC LIMIT 1",
                row -> new Head(row.getLong(1), row.getLong(2)), conversation.value())
                .orElse(Head.NONE);
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

    private static @Nullable String column(Mentions mentions) {
        if (mentions.isEmpty()) {
            return null;
        }
        return mentions.everybody() ? "all" : mentions.users().stream()
                .map(UserId::toString).collect(Collectors.joining(","));
    }

    /// Returns about how long a body is as JSON, where a control character takes six bytes.
    private static long encodedBytes(EntryBody body) {
        return switch (body) {
            case EntryBody.Text text -> text.text().chars()
                    .map(c -> c < ' ' ? 6 : c < 0x80 ? 1 : 3)
                    .summaryStatistics().getSum() + text.mentions().users().size() * 17L;
        };
    }

    private record Head(long seq, long ordinal) {
        static final Head NONE = new Head(0, 0);
    }

    /// One draft in the committer's hands.
    private final class Append implements Committer.Task {

        private final Draft draft;
        private @Nullable AppendOutcome outcome;

        Append(Draft draft) {
            this.draft = draft;
        }

        @Override
        public void run(Sql sql) throws SQLException {
            outcome = earlier(sql);
            if (outcome == null) {
                outcome = insert(sql);
            }
        }

        @Override
        public void committed() {
            AppendOutcome known = outcome;
            if (known instanceof AppendOutcome.Appended(long seq, _)) {
                durableHeads.merge(draft.conversation(), seq, Math::max);
            }
            if (known != null) {
                results.add(new AppendListener.Result(draft, known));
            }
        }

        @Override
        public void refused(RejectedException why) {
            results.add(new AppendListener.Result(draft, new AppendOutcome.Refused(why)));
        }

        @Override
        public int weight() {
            return ENTRY_BYTES + switch (draft.body()) {
                case EntryBody.Text text -> text.text().length() * 2;
            };
        }

        private @Nullable AppendOutcome earlier(Sql sql) throws SQLException {
            return sql.<AppendOutcome>first("SELECT seq, at, fingerprint FROM entry "
                    + "WHERE conv = ? AND sender = ? AND key = ?", row -> {
                        if (!Arrays.equals(row.getBytes(3), draft.fingerprint())) {
                            throw new RejectedException(
                                    ErrorCode.CONFLICT,
                                    "key was used for another message");
                        }
                        return new AppendOutcome.Duplicate(row.getLong(1), row.getLong(2));
                    }, draft.conversation().value(), draft.sender().userId().value(), draft.key())
                    .orElse(null);
        }

        private AppendOutcome insert(Sql sql) throws SQLException {
            ConversationId conversation = draft.conversation();
            Head head = heads.get(conversation);
            if (head == null) {
                head = newest(sql, conversation);
            }
            draft.rule().check(head.seq());
            var next = new Head(head.seq() + 1, head.ordinal() + 1);
            long at = clock.millis();
            EntryBody.Text text = switch (draft.body()) {
                case EntryBody.Text body -> body;
            };
            sql.update("INSERT INTO entry (conv, seq, sender, at, kind, ordinal, key, fingerprint,"
                            + " text, reply_to, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    conversation.value(), next.seq(), draft.sender().userId().value(), at,
                    text.kind(), next.ordinal(), draft.key(), draft.fingerprint(), text.text(),
                    text.replyTo(), column(text.mentions()));
            mention(sql, text.mentions(), next.seq());
            // The sender has read what the sender said.
            sql.update("INSERT INTO member (user, conv, read) VALUES (?, ?, ?) "
                            + "ON CONFLICT (user, conv) DO UPDATE SET read = excluded.read",
                    draft.sender().userId().value(), conversation.value(), next.seq());
            heads.put(conversation, next);
            return new AppendOutcome.Appended(next.seq(), at);
        }

        private void mention(Sql sql, Mentions mentions, long seq) throws SQLException {
            if (mentions.everybody()) {
                mention(sql, EVERYBODY, seq);
            }
            for (UserId user : mentions.users()) {
                mention(sql, user.value(), seq);
            }
        }

        private void mention(Sql sql, long user, long seq) throws SQLException {
            sql.update("INSERT INTO mention (user, conv, seq) VALUES (?, ?, ?) "
                    + "ON CONFLICT DO NOTHING", user, draft.conversation().value(), seq);
        }
    }
}
