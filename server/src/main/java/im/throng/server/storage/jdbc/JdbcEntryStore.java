package im.throng.server.storage.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.AppendListener;
import im.throng.server.chat.AppendOutcome;
import im.throng.server.chat.Draft;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.Place;
import im.throng.server.chat.Standing;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final int HEADS_MAX = 500_000;
    private static final String UPWARDS =
            EntryRows.COLUMNS + " WHERE conv = ? AND seq > ? ORDER BY seq LIMIT ?";
    private static final String DOWNWARDS =
            EntryRows.COLUMNS + " WHERE conv = ? AND seq < ? ORDER BY seq DESC LIMIT ?";
    private static final String WAITING = "SELECT m.peer, e.seq, e.sender, e.at, e.kind, e.text,"
            + " e.reply_to, e.mentions FROM member m"
            + " JOIN entry e ON e.conv = m.conv AND e.seq > m.read"
            + " WHERE m.user = ? AND m.peer NOT IN (0, m.user) AND e.sender = m.peer"
            + " AND e.kind = 'text' ORDER BY e.at DESC, e.id DESC LIMIT ?";

    private final Committer committer;
    private final ReadPool reads;
    private final InstantSource clock;
    private final Heads heads = new Heads();
    private final Cache<Place, Long> durableHeads =
            Caffeine.newBuilder().maximumSize(HEADS_MAX).build();
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
    public long head(Place place) {
        Long known = durableHeads.getIfPresent(place);
        if (known != null) {
            return known;
        }
        long read = reads.call(sql -> {
            Optional<Long> number = Places.find(sql, place);
            return number.isEmpty() ? 0L : Heads.read(sql, number.get()).seq();
        });
        return durableHeads.asMap().merge(place, read, Math::max);
    }

    @Override
    public boolean hasBegun(Place place) {
        return head(place) > 0;
    }

    @Override
    public List<Waiting> waiting(UserId user, int limit) {
        return reads.call(sql -> sql.all(WAITING, row -> new Waiting(
                new Place.Between(user, new UserId(row.getLong(1))), EntryRows.read(row, 1)),
                user.value(), limit)).reversed();
    }

    @Override
    public Page page(Place place, HistoryRange range, int limit) {
        return reads.call(sql -> {
            Optional<Long> number = Places.find(sql, place);
            return number.isEmpty() ? new Page(List.of(), false)
                    : page(sql, number.get(), range, limit);
        });
    }

    @Override
    public void batchEnding(Sql sql) throws SQLException {
        heads.write(sql);
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
        heads.forget();
    }

    private static Page page(Sql sql, long number, HistoryRange range, int limit)
            throws SQLException {
        var page = new PageCut(limit);
        return switch (range) {
            case HistoryRange.After(long seq) -> {
                sql.each(UPWARDS, page, number, seq, limit + 1);
                yield page.rising();
            }
            case HistoryRange.Before(long seq) -> {
                sql.each(DOWNWARDS, page, number, seq, limit + 1);
                yield page.falling();
            }
            case HistoryRange.Newest _ -> {
                sql.each(DOWNWARDS, page, number, Limits.ID_MAX + 1, limit + 1);
                yield page.falling();
            }
        };
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
            Optional<Long> number = Places.find(sql, draft.place());
            outcome = number.isEmpty() ? null : earlier(sql, number.get());
            if (outcome == null) {
                Heads.Head head =
                        number.isEmpty() ? Heads.Head.NONE : heads.of(sql, number.get());
                draft.rule().check(new Standing(head.seq()));
                outcome = insert(sql, number.isEmpty() ? Places.begin(sql, draft.place())
                        : number.get(), head);
            }
        }

        @Override
        public void committed() {
            AppendOutcome known = outcome;
            if (known instanceof AppendOutcome.Appended(long seq, _)) {
                durableHeads.asMap().merge(draft.place(), seq, Math::max);
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

        private @Nullable AppendOutcome earlier(Sql sql, long number) throws SQLException {
            return sql.<AppendOutcome>first("SELECT seq, at, fingerprint FROM entry "
                    + "WHERE conv = ? AND sender = ? AND key = ?", row -> {
                        if (!draft.fingerprint().matches(row.getBytes(3))) {
                            throw new RejectedException(
                                    ErrorCode.CONFLICT,
                                    "key was used for another message");
                        }
                        return new AppendOutcome.Duplicate(row.getLong(1), row.getLong(2));
                    }, number, draft.from().value(), draft.key()).orElse(null);
        }

        private AppendOutcome insert(Sql sql, long number, Heads.Head head) throws SQLException {
            long at = clock.millis();
            Heads.Head next = head.said(at);
            EntryBody.Text text = switch (draft.body()) {
                case EntryBody.Text body -> body;
            };
            sql.update("INSERT INTO entry (conv, seq, sender, at, kind, ordinal, key, fingerprint,"
                            + " text, reply_to, mentions)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    number, next.seq(), draft.from().value(), at, text.kind(), next.ordinal(),
                    draft.key(), draft.fingerprint().bytes(), text.text(), text.replyTo(),
                    EntryRows.column(text.mentions()));
            mention(sql, number, text.mentions(), next.seq());
            // The sender has read what the sender said.
            sql.update("INSERT INTO member (user, conv, read) VALUES (?, ?, ?) "
                            + "ON CONFLICT (user, conv) DO UPDATE SET read = excluded.read",
                    draft.from().value(), number, next.seq());
            heads.moved(number, next);
            return new AppendOutcome.Appended(next.seq(), at);
        }

        private static void mention(Sql sql, long number, Mentions mentions, long seq)
                throws SQLException {
            if (mentions.everybody()) {
                mention(sql, number, EVERYBODY, seq);
            }
            for (UserId user : mentions.users()) {
                mention(sql, number, user.value(), seq);
            }
        }

        private static void mention(Sql sql, long number, long user, long seq)
                throws SQLException {
            sql.update("INSERT INTO mention (user, conv, seq) VALUES (?, ?, ?) "
                    + "ON CONFLICT DO NOTHING", user, number, seq);
        }
    }
}
