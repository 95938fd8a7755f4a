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
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The log of conversations in the table `entry`.
///
/// Threading: any thread that may block; what it keeps of the running transaction is confined to
/// the committer's thread.
public final class JdbcEntryStore implements EntryStore, Committer.Watcher {

    /// Stands for everybody in the table `mention`.
    static final long EVERYBODY = 0;

    /// About how much memory a draft takes beside its text.
    private static final int DRAFT_BYTES = 256;

    private static final String UPWARDS =
            "SELECT seq, sender, at, kind, text, reply_to, mentions FROM entry "
                    + "WHERE conv = ? AND seq > ? ORDER BY seq LIMIT ?";
    private static final String DOWNWARDS =
            "SELECT seq, sender, at, kind, text, reply_to, mentions FROM entry "
                    + "WHERE conv = ? AND seq < ? ORDER BY seq DESC LIMIT ?";

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
        long id = conversation.value();
        return reads.call(sql -> switch (range) {
            case HistoryRange.After(long seq) -> {
                var page = new PageCut(limit);
                sql.each(UPWARDS, page, id, seq, limit + 1);
                yield page.rising();
            }
            case HistoryRange.Before(long seq) -> {
                var page = new PageCut(limit);
                sql.each(DOWNWARDS, page, id, seq, limit + 1);
                yield page.falling();
            }
            case HistoryRange.Newest _ -> {
                var page = new PageCut(limit);
                sql.each(DOWNWARDS, page, id, Limits.ID_MAX + 1, limit + 1);
                yield page.falling();
            }
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

    private static Head newest(Sql sql, ConversationId conversation) throws SQLException {
        return sql.first("SELECT seq, ordinal FROM entry WHERE conv = ? ORDER BY seq DESC LIMIT 1",
                row -> new Head(row.getLong(1), row.getLong(2)), conversation.value())
                .orElse(Head.NONE);
    }

    private static @Nullable String column(Mentions mentions) {
        if (mentions.isEmpty()) {
            return null;
        }
        return mentions.everybody() ? "all" : mentions.users().stream()
                .map(UserId::toString).collect(Collectors.joining(","));
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
            return DRAFT_BYTES + switch (draft.body()) {
                case EntryBody.Text text -> text.text().length() * 2;
            };
        }

        private @Nullable AppendOutcome earlier(Sql sql) throws SQLException {
            return sql.<AppendOutcome>first("SELECT seq, at, fingerprint FROM entry "
                    + "WHERE conv = ? AND sender = ? AND key = ?", row -> {
                        if (!draft.fingerprint().matches(row.getBytes(3))) {
                            throw new RejectedException(
                                    ErrorCode.CONFLICT,
                                    "key was used for another message");
                        }
                        return new AppendOutcome.Duplicate(row.getLong(1), row.getLong(2));
                    }, draft.conversation().value(), draft.from().value(), draft.key())
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
                            + " text, reply_to, mentions)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    conversation.value(), next.seq(), draft.from().value(), at,
                    text.kind(), next.ordinal(), draft.key(), draft.fingerprint().bytes(),
                    text.text(), text.replyTo(), column(text.mentions()));
            mention(sql, text.mentions(), next.seq());
            // The sender has read what the sender said.
            sql.update("INSERT INTO member (user, conv, read) VALUES (?, ?, ?) "
                            + "ON CONFLICT (user, conv) DO UPDATE SET read = excluded.read",
                    draft.from().value(), conversation.value(), next.seq());
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
