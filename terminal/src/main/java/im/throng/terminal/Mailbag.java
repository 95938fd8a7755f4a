package im.throng.terminal;

import im.throng.client.Outbox;
import im.throng.client.RefusedException;
import im.throng.client.store.OutboxMessage;
import im.throng.client.store.StoreException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Reply;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/// What the user said and the server has not stored yet: posts it, and says in a line what became
/// of it. What is not stored soon is said to wait, once.
///
/// Threading: guarded by itself. Posting holds the lock while it waits for the disk, so that no
/// outcome is told before the message is known here.
final class Mailbag {

    private static final Duration SOON = Duration.ofMillis(1_500);
    private static final int TEXT_COLUMNS = 50;

    private final Desk desk;
    private final ObjLongConsumer<ConversationName> stored;
    private final Map<Long, Letter> underWay = new LinkedHashMap<>();
    private boolean failed;

    /// @param stored learns where and under which number something was stored
    Mailbag(Desk desk, ObjLongConsumer<ConversationName> stored) {
        this.desk = desk;
        this.stored = stored;
    }

    /// Says something, now or as soon as it is possible.
    synchronized void post(ConversationName to, EntryBody.Text body) {
        try {
            OutboxMessage message = desk.client().outbox().post(to, body);
            Letter letter = new Letter(message, desk.clock().instant());
            underWay.put(message.id(), letter);
            if (desk.view().isAway()) {
                sayWaits(letter);
            }
        } catch (StoreException trouble) {
            failed = true;
            if (trouble.kind() == StoreException.Kind.FULL) {
                desk.say(Tone.TROUBLE, Phrase.STORE_FULL);
            } else {
                desk.say(Tone.TROUBLE, Phrase.STORE_TROUBLE, HarmlessText.of(trouble.words()));
            }
        }
    }

    /// Begins with what the last run of the program left, and says so.
    synchronized void begin() {
        underWay.clear();
        failed = false;
        for (OutboxMessage message : desk.client().outbox().messages()) {
            if (message.state() instanceof OutboxMessage.State.Failed refusal) {
                sayFailed(message, refusal);
            } else {
                Letter letter = new Letter(message, desk.clock().instant());
                letter.saidToWait = true;
                underWay.put(message.id(), letter);
            }
        }
        if (!underWay.isEmpty()) {
            desk.say(Tone.NOTICE, Phrase.OUTBOX_WAITS, underWay.size());
        }
    }

    /// Learns that a message is further on.
    synchronized void isNow(OutboxMessage message) {
        switch (message.state()) {
            case OutboxMessage.State.Stored(long seq, _) -> {
                Optional<Letter> letter = Optional.ofNullable(underWay.remove(message.id()));
                sayStored(message, seq, letter.isEmpty() || letter.get().saidToWait);
                stored.accept(message.conversation(), seq);
                notifyAll();
            }
            case OutboxMessage.State.Failed refusal -> {
                underWay.remove(message.id());
                failed = true;
                sayFailed(message, refusal);
                notifyAll();
            }
            case OutboxMessage.State.Queued _, OutboxMessage.State.Sending _ -> { }
        }
    }

    /// Says of what is not stored by now that it waits.
    synchronized void tick() {
        Instant since = desk.clock().instant().minus(SOON);
        underWay.values().stream()
                .filter(letter -> !letter.saidToWait && letter.postedAt.isBefore(since))
                .forEach(this::sayWaits);
    }

    /// Sends messages again that were refused.
    ///
    /// @param ids which; empty: all of them
    synchronized void retry(Optional<Long> ids) {
        int count = 0;
        for (OutboxMessage message : desk.client().outbox().messages()) {
            boolean isMeant = ids.isEmpty() || ids.get() == message.id();
            if (isMeant && message.state() instanceof OutboxMessage.State.Failed) {
                Optional<OutboxMessage> again = desk.client().outbox().retry(message.id());
                again.ifPresent(one ->
                        underWay.put(one.id(), new Letter(one, desk.clock().instant())));
                count += again.isPresent() ? 1 : 0;
            }
        }
        if (count == 0) {
            desk.say(Phrase.OUTBOX_FAILED_NONE);
        } else {
            desk.say(Tone.NOTICE, Phrase.OUTBOX_RETRIED, count);
        }
    }

    /// Drops a message that was not sent.
    void discard(long id) {
        // Not under the lock: it waits for the loop, which may wait for who is told.
        Outbox outbox = desk.client().outbox();
        boolean isThere = outbox.messages().stream().anyMatch(one -> one.id() == id);
        boolean done = isThere && outbox.discard(id);
        synchronized (this) {
            if (done) {
                underWay.remove(id);
                desk.say(Phrase.OUTBOX_DISCARDED);
                notifyAll();
            } else {
                desk.say(Tone.TROUBLE, Phrase.OUTBOX_TOO_LATE);
            }
        }
    }

    /// Tells whether something was refused or is not stored.
    synchronized boolean isAllStored() {
        return underWay.isEmpty() && !failed;
    }

    /// Returns how many messages the server has not stored, without those it refused.
    long waiting() {
        try {
            return desk.client().outbox().messages().stream()
                    .filter(one -> !(one.state() instanceof OutboxMessage.State.Failed)).count();
        } catch (StoreException unreadable) {
            synchronized (this) {
                return underWay.size();
            }
        }
    }

    /// Waits until everything that was said is stored or refused, but no longer than this.
    synchronized void settle(Duration longest) {
        try {
            long leftNanos = longest.toNanos();
            long until = System.nanoTime() + leftNanos;
            while (!underWay.isEmpty() && leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
                leftNanos = until - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayWaits(Letter letter) {
        letter.saidToWait = true;
        desk.say(Tone.NOTICE, Phrase.SEND_WAITS, text(letter.message));
    }

    private void sayStored(OutboxMessage message, long seq, boolean isLate) {
        String where = message.conversation().text();
        if (isLate) {
            desk.say(Tone.NOTICE, Phrase.SENT_LATER, seq, where, text(message));
        } else if (desk.view().shows(message.conversation())) {
            desk.say(Tone.NOTICE, Phrase.SENT, seq);
        } else {
            desk.say(Tone.NOTICE, Phrase.SENT_ELSEWHERE, seq, where);
        }
    }

    private void sayFailed(OutboxMessage message, OutboxMessage.State.Failed refusal) {
        String why = desk.troubles().of(new RefusedException(
                new Reply.Refused(refusal.code(), refusal.words(), 0)));
        desk.say(Tone.TROUBLE, Phrase.SEND_FAILED, why, text(message), message.id(),
                message.id());
    }

    private static String text(OutboxMessage message) {
        return Columns.cut(HarmlessText.of(message.request().body().text()), TEXT_COLUMNS);
    }

    private static final class Letter {

        private final OutboxMessage message;
        private final Instant postedAt;
        private boolean saidToWait;

        Letter(OutboxMessage message, Instant postedAt) {
            this.message = message;
            this.postedAt = postedAt;
        }
    }
}
