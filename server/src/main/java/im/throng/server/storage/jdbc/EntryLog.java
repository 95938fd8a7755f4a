package im.throng.server.storage.jdbc;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.Draft;
import im.throng.server.chat.Place;
import im.throng.server.delivery.Outlet;
import im.throng.server.delivery.Parcel;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ends of all logs: appends rows to them, and hands what is told of each batch to the outlet,
/// in the order of the transactions, once it is durable.
///
/// Threading: confined to the committer's thread, but for [#moves].
final class EntryLog implements Committer.Watcher {

    /// Stands for everybody in the table `mention`.
    static final long EVERYBODY = 0;
    /// The key of an entry that no client named; a client's has at least one character.
    private static final String NO_KEY = "";
    private static final byte[] NO_FINGERPRINT = {};

    private final InstantSource clock;
    private final Heads heads = new Heads();
    private final Places places = new Places();
    private final OwnMarks marks = new OwnMarks();
    private List<Parcel> parcels = new ArrayList<>();
    private long moved;
    private volatile long moves;
    private @Nullable Outlet outlet;

    EntryLog(InstantSource clock) {
        this.clock = clock;
    }

    /// Sets where outcomes go; before the first one.
    void tell(Outlet to) {
        outlet = to;
    }

    /// Returns how many entries are durable that were stored since the start. Any thread.
    long moves() {
        return moves;
    }

    /// Returns the number of a conversation, as of now in the transaction; empty if it has not
    /// begun.
    Optional<Long> number(Sql sql, Place place) throws SQLException {
        return places.number(sql, place);
    }

    /// Returns a conversation's end, as of now in the transaction.
    Heads.Head head(Sql sql, long number) throws SQLException {
        return heads.of(sql, number);
    }

    /// Returns a conversation's end if it is known that it moved after so many entries; else null.
    Heads.@Nullable Head movedSince(long number, long since) {
        Heads.Head head = heads.known(number);
        return head != null && head.move() > since ? head : null;
    }

    /// Tells whether a conversation may have moved after so many entries, though it is not known.
    boolean mayHaveMovedSince(long number, long since) {
        return heads.known(number) == null && heads.forgotten() > since;
    }

    /// Returns the time, milliseconds since the epoch.
    long now() {
        return clock.millis();
    }

    /// Appends what somebody says; the sender has read it. Returns null, and has written nothing,
    /// if there is an entry of the same sender and key: the index that finds it is looked at once.
    Heads.@Nullable Head say(Sql sql, long number, Draft draft) throws SQLException {
        Heads.Head next = heads.of(sql, number).said(clock.millis(), moved + 1);
        EntryBody.Text text = draft.body();
        Long replyTo = text.replyTo();
        String mentions = EntryRows.column(text.mentions());
        var fields = new EntryFields(number, next.seq(), draft.from().value(), next.activity(),
                text.kind(), text.text(), replyTo == null ? 0 : replyTo, mentions);
        int rows = sql.update("INSERT INTO entry (conv, seq, sender, at, kind, ordinal, key,"
                        + " fingerprint, text, reply_to, mentions, checksum)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (conv, sender, key) WHERE key <> '' DO NOTHING",
                number, next.seq(), draft.from().value(), next.activity(), text.kind(),
                next.ordinal(), draft.key(), draft.fingerprint().bytes(), text.text(),
                replyTo, mentions, fields.checksum());
        if (rows == 0) {
            return null;
        }
        moved++;
        mention(sql, number, text.mentions(), next.seq());
        marks.move(draft.from(), number, next.seq());
        heads.moved(number, next);
        return next;
    }

    /// Writes how far a user has read by what the user said in this transaction, for somebody who
    /// is about to compare with it.
    void settleMark(Sql sql, UserId user, long number) throws SQLException {
        marks.settle(sql, user, number);
    }

    /// Appends what happened to a group.
    Heads.Head happen(Sql sql, long number, UserId actor, EntryBody.Event event)
            throws SQLException {
        Heads.Head next = heads.of(sql, number).happened(clock.millis(), ++moved);
        var fields = new EntryFields(number, next.seq(), actor.value(), next.activity(),
                event.kind(), EntryRows.column(event), 0, null);
        sql.update("INSERT INTO entry (conv, seq, sender, at, kind, ordinal, key, fingerprint,"
                        + " text, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number, next.seq(), actor.value(), next.activity(), event.kind(),
                next.ordinal(), NO_KEY, NO_FINGERPRINT, fields.text(), fields.checksum());
        heads.moved(number, next);
        return next;
    }

    /// Tells what became of a task, with the others of its batch.
    void announce(Parcel parcel) {
        parcels.add(parcel);
    }

    @Override
    public void batchEnding(Sql sql) throws SQLException {
        heads.write(sql);
        marks.write(sql);
    }

    @Override
    public void batchEnded(Sql sql) {
        moves = moved;
        if (parcels.isEmpty()) {
            return;
        }
        List<Parcel> batch = parcels;
        parcels = new ArrayList<>();
        if (outlet != null) {
            outlet.deliver(batch);
        }
    }

    @Override
    public void rolledBack() {
        heads.forget(moved);
        places.forget();
        marks.forget();
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

    private static void mention(Sql sql, long number, long user, long seq) throws SQLException {
        sql.update("INSERT INTO mention (user, conv, seq) VALUES (?, ?, ?) "
                + "ON CONFLICT DO NOTHING", user, number, seq);
    }
}
