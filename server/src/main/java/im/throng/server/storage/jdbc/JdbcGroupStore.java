package im.throng.server.storage.jdbc;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.Place;
import im.throng.server.delivery.Audience;
import im.throng.server.delivery.Letter;
import im.throng.server.delivery.Move;
import im.throng.server.delivery.Parcel;
import im.throng.server.group.GroupChange;
import im.throng.server.group.GroupDraft;
import im.throng.server.group.GroupEffect;
import im.throng.server.group.GroupOutcome;
import im.throng.server.group.GroupStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Groups in the tables `chat_group`, `member` and `join_request`.
///
/// Threading: any thread that may block; what runs in a transaction is confined to the committer's.
public final class JdbcGroupStore implements GroupStore {

    /// About what a user named in a change takes, with the effect and the event.
    private static final int USER_BYTES = 128;

    private final Committer committer;
    private final ReadPool reads;
    private final EntryLog log;
    private final DurableHeads durable;
    private final DissolvedMembers dissolved;
    private final RecentEnds ends = new RecentEnds();

    JdbcGroupStore(Committer committer, ReadPool reads, EntryLog log, DurableHeads durable) {
        this.committer = committer;
        this.reads = reads;
        this.log = log;
        this.durable = durable;
        this.dissolved = new DissolvedMembers(committer);
    }

    /// Goes on with what a stop has interrupted.
    void start() {
        dissolved.sweep();
    }

    @Override
    public void change(GroupDraft draft) {
        committer.submit(new Change(draft));
    }

    @Override
    public Optional<View> find(GroupId group, UserId viewer) {
        return reads.call(sql -> {
            var found = GroupRows.group(sql, group);
            return found.isEmpty() ? Optional.empty() : Optional.of(new View(found.get(),
                    GroupRows.member(sql, group, viewer).orElse(null)));
        });
    }

    @Override
    public List<Member> members(GroupId group, @Nullable UserId after, int limit) {
        return reads.call(sql -> sql.all("SELECT user, role, muted_until FROM member "
                        + "WHERE conv = ? AND user > ? ORDER BY user LIMIT ?",
                row -> new Member(GroupRows.user(row), GroupRows.role(row.getString(2)),
                        row.getLong(3)), group.value(), after == null ? 0 : after.value(), limit));
    }

    @Override
    public List<Waiting> waiting(GroupId group, int limit) {
        return reads.call(sql -> sql.all("SELECT user, at FROM join_request WHERE conv = ?"
                + " ORDER BY at, user LIMIT ?", row -> new Waiting(GroupRows.user(row),
                        row.getLong(2)), group.value(), limit));
    }

    @Override
    public void withdraw(UserId user) {
        committer.call(sql -> sql.update("DELETE FROM join_request WHERE user = ?",
                user.value()));
    }

    @Override
    public List<GroupId> groupsOf(UserId user) {
        return reads.call(sql -> groupsOf(sql, user));
    }

    @Override
    public long moves() {
        return log.moves();
    }

    @Override
    public void arrive(List<Arrival> arrivals) {
        var done = new CompletableFuture<Boolean>();
        committer.submit(new Arrive(arrivals, done));
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /// The peer is 0 where there is not one other, and so it is in groups and with everybody.
    private static List<GroupId> groupsOf(Sql sql, UserId user) throws SQLException {
        return sql.all("SELECT m.conv FROM member m JOIN chat_group g ON g.conv = m.conv"
                        + " WHERE m.user = ? AND m.peer = 0", row -> new GroupId(row.getLong(1)),
                user.value());
    }

    /// One change in the committer's hands.
    private final class Change implements Committer.Task {

        private final GroupDraft draft;
        private @Nullable GroupOutcome outcome;
        private List<UserId> dismissed = List.of();
        private long endedAt;

        Change(GroupDraft draft) {
            this.draft = draft;
        }

        @Override
        public void run(Sql sql) throws SQLException {
            long now = log.now();
            GroupId known = draft.group();
            GroupId group = known == null ? Places.nextGroup(sql) : known;
            GroupChange change = draft.rule().decide(new JdbcGroupFacts(sql, group, now));
            if (known == null) {
                Places.begin(sql, group);
            }
            GroupEvent event = change.event();
            dismissed = isEnd(change) ? members(sql, group) : List.of();
            new GroupWriter(sql, group, log.head(sql, group.value()).seq() + 1, now)
                    .write(change.effects());
            Heads.Head head = event == null ? null
                    : log.happen(sql, group.value(), draft.actor(), new EntryBody.Event(event));
            endedAt = head == null ? 0 : head.move();
            outcome = new GroupOutcome.Changed(group, change,
                    head == null ? null : Long.valueOf(head.seq()),
                    head == null ? now : head.activity(), administrators(sql, group, change));
        }

        @Override
        public void committed() {
            GroupOutcome known = outcome;
            if (known instanceof GroupOutcome.Changed changed) {
                if (changed.seq() != null) {
                    durable.reaches(new Place.Group(changed.group()), changed.seq());
                }
                log.announce(draft.announcer().parcel(changed));
                if (isEnd(changed.change())) {
                    ends.add(changed.group(), endedAt, dismissed);
                    dissolved.sweep();
                }
            }
        }

        @Override
        public void refused(RejectedException why) {
            log.announce(draft.announcer().parcel(new GroupOutcome.Refused(why)));
        }

        @Override
        public int weight() {
            return Committer.Task.super.weight() + draft.named() * USER_BYTES;
        }

        private static boolean isEnd(GroupChange change) {
            return change.effects().stream().anyMatch(GroupEffect.Dissolve.class::isInstance);
        }

        private static List<UserId> members(Sql sql, GroupId group) throws SQLException {
            return sql.all("SELECT user FROM member WHERE conv = ? LIMIT ?", GroupRows::user,
                    group.value(), RecentEnds.MEMBERS_MAX + 1);
        }

        private static List<UserId> administrators(Sql sql, GroupId group, GroupChange change)
                throws SQLException {
            return change.effects().stream().noneMatch(GroupEffect.Await.class::isInstance)
                    ? List.of() : sql.all("SELECT user FROM member WHERE conv = ?"
                            + " AND role <> 'member'", GroupRows::user, group.value());
        }
    }

    /// Connections that begin to hear their groups, between two changes of them.
    private final class Arrive implements Committer.Task {

        private final List<Arrival> arrivals;
        private final CompletableFuture<Boolean> done;
        private final Map<Arrival, List<GroupId>> groups = new LinkedHashMap<>();

        Arrive(List<Arrival> arrivals, CompletableFuture<Boolean> done) {
            this.arrivals = List.copyOf(arrivals);
            this.done = done;
        }

        @Override
        public void run(Sql sql) throws SQLException {
            groups.clear();
            for (Arrival arrival : arrivals) {
                groups.put(arrival, groupsOf(sql, arrival.user()));
            }
        }

        @Override
        public void committed() {
            groups.forEach((arrival, heard) -> {
                List<Letter> letters = letters(arrival, heard);
                if (!heard.isEmpty() || !letters.isEmpty()) {
                    log.announce(new Parcel(
                            List.of(new Move.Arrived(arrival.connection(), heard)), letters,
                            null, null));
                }
            });
            done.complete(true);
        }

        @Override
        public void refused(RejectedException why) {
            done.completeExceptionally(why);
        }

        private List<Letter> letters(Arrival arrival, List<GroupId> heard) {
            var one = new Audience.One(arrival.connection());
            List<Letter> letters = new ArrayList<>();
            ends.missed(arrival.user(), arrival.since())
                    .forEach(push -> letters.add(new Letter(one, push)));
            Push hint = hint(arrival, heard);
            if (hint != null) {
                letters.add(new Letter(one, hint));
            }
            return letters;
        }

        private @Nullable Push hint(Arrival arrival, List<GroupId> heard) {
            Map<ConversationName, Long> moved = new LinkedHashMap<>();
            boolean doubt = false;
            for (GroupId group : heard) {
                doubt |= log.mayHaveMovedSince(group.value(), arrival.since());
                Heads.Head head = log.movedSince(group.value(), arrival.since());
                if (head != null) {
                    moved.put(new ConversationName.Group(group), head.seq());
                }
            }
            if (moved.isEmpty() && !doubt) {
                return null;
            }
            return doubt || moved.size() > Limits.HINT_HEADS_MAX ? new Push.EverythingMoved()
                    : new Push.HeadsMoved(moved);
        }
    }
}
