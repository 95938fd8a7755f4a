package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.AppendOutcome;
import im.throng.server.chat.Draft;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.Place;
import im.throng.server.chat.Standing;
import im.throng.server.group.GroupFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The log of conversations in the table `entry`.
///
/// Threading: any thread that may block; what it does in a transaction is confined to the
/// committer's thread.
public final class JdbcEntryStore implements EntryStore {

    /// About how much memory a draft takes beside its text.
    private static final int DRAFT_BYTES = 256;
    private static final String UPWARDS =
            EntryRows.COLUMNS + " WHERE conv = ? AND seq > ? ORDER BY seq LIMIT ?";
    private static final String DOWNWARDS = EntryRows.COLUMNS
            + " WHERE conv = ? AND seq < ? AND seq >= ? ORDER BY seq DESC LIMIT ?";
    private static final String WAITING = "SELECT m.peer, "
            + EntryFields.COLUMNS.replaceAll("\\b(?=\\w)", "e.") + " FROM member m"
            + " JOIN entry e ON e.conv = m.conv AND e.seq > m.read"
            + " WHERE m.user = ? AND m.peer NOT IN (0, m.user) AND e.sender = m.peer"
            + " AND e.kind = 'text' ORDER BY e.at DESC, e.id DESC LIMIT ?";

    private final Committer committer;
    private final ReadPool reads;
    private final EntryLog log;
    private final DurableHeads durable;
    private final Departed departed;

    JdbcEntryStore(Committer committer, ReadPool reads, EntryLog log, DurableHeads durable,
                   Departed departed) {
        this.committer = committer;
        this.reads = reads;
        this.log = log;
        this.durable = durable;
        this.departed = departed;
    }

    @Override
    public void append(Draft draft) {
        committer.submit(new Append(draft));
    }

    @Override
    public long head(Place place) {
        return durable.of(place);
    }

    @Override
    public OptionalLong headAtHand(Place place) {
        return durable.atHand(place);
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
    public Optional<Page> page(Place place, UserId viewer, HistoryRange range, int limit) {
        return reads.call(sql -> switch (place) {
            case Place.Everybody _, Place.Between _ -> {
                Optional<Long> number = Places.find(sql, place);
                yield Optional.of(number.isEmpty() ? new Page(List.of(), false)
                        : page(sql, new Part(number.get(), 1), range, limit));
            }
            // As of one moment: who is put out meanwhile reads nothing that came after.
            case Place.Group(GroupId group) -> sql.snapshot(() -> {
                Optional<Long> since = GroupRows.since(sql, group, viewer);
                return since.isEmpty() ? Optional.<Page>empty() : Optional.of(
                        page(sql, new Part(group.value(), since.get()), range, limit));
            });
        });
    }

    private static Page page(Sql sql, Part part, HistoryRange range, int limit)
            throws SQLException {
        var page = new PageCut(limit);
        return switch (range) {
            case HistoryRange.After(long seq) -> {
                long behind = Math.max(seq, part.from() - 1);
                page.follows(behind);
                sql.each(UPWARDS, page, part.number(), behind, limit + 1);
                yield page.rising();
            }
            case HistoryRange.Before(long seq) -> {
                sql.each(DOWNWARDS, page, part.number(), seq, part.from(), limit + 1);
                yield page.falling();
            }
            case HistoryRange.Newest _ -> {
                sql.each(DOWNWARDS, page, part.number(), Limits.ID_MAX + 1, part.from(),
                        limit + 1);
                yield page.falling();
            }
        };
    }

    /// The part of a log that somebody may read.
    private record Part(long number, long from) {}

    /// One draft in the committer's hands.
    private final class Append implements Committer.Task {

        private final Draft draft;
        private @Nullable AppendOutcome outcome;

        Append(Draft draft) {
            this.draft = draft;
        }

        @Override
        public void run(Sql sql) throws SQLException {
            departed.requirePresent(draft.from());
            Optional<Long> number = log.number(sql, draft.place());
            try {
                draft.rule().check(new Standing(
                        number.isEmpty() ? 0 : log.head(sql, number.get()).seq(), facts(sql)));
            } catch (RejectedException refusal) {
                // What was stored once is acknowledged again, whatever holds by now.
                outcome = number.isEmpty() ? null : earlier(sql, number.get());
                if (outcome == null) {
                    throw refusal;
                }
                return;
            }
            Heads.Head head = log.say(sql, number.isEmpty()
                    ? Places.begin(sql, draft.place()) : number.get(), draft);
            outcome = head != null ? new AppendOutcome.Appended(head.seq(), head.activity())
                    : earlier(sql, number.orElseThrow());
        }

        @Override
        public void committed() {
            AppendOutcome known = outcome;
            if (known instanceof AppendOutcome.Appended(long seq, _)) {
                durable.reaches(draft.place(), seq);
            }
            if (known != null) {
                log.announce(draft.announcer().parcel(draft, known));
            }
        }

        @Override
        public void refused(RejectedException why) {
            log.announce(draft.announcer().parcel(draft, new AppendOutcome.Refused(why)));
        }

        @Override
        public int weight() {
            return DRAFT_BYTES + draft.body().text().length() * 2;
        }

        private @Nullable GroupFacts facts(Sql sql) {
            return draft.place() instanceof Place.Group(GroupId group)
                    ? new JdbcGroupFacts(sql, group, log.now()) : null;
        }

        private @Nullable AppendOutcome earlier(Sql sql, long number) throws SQLException {
            return sql.<AppendOutcome>first("SELECT seq, at, fingerprint FROM entry "
                    + "WHERE conv = ? AND sender = ? AND key = ? AND key <> ''", row -> {
                        if (!draft.fingerprint().matches(row.getBytes(3))) {
                            throw new RejectedException(
                                    ErrorCode.CONFLICT,
                                    "key was used for another message");
                        }
                        return new AppendOutcome.Duplicate(row.getLong(1), row.getLong(2));
                    }, number, draft.from().value(), draft.key()).orElse(null);
        }
    }
}
