package im.throng.terminal;

import im.throng.client.DisconnectedException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClient;
import im.throng.client.ThrongListener;
import im.throng.client.TimedOutException;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is said in one conversation from a certain number on, each entry once, in the order of
/// `seq`, none left out: for scripts.
///
/// The history is the truth and what arrives is a hint: whatever would leave a gap is read from
/// the history first.
///
/// Threading: one thread reads; as a listener, the client's listening thread; they meet in the
/// queue.
final class Following implements ThrongListener {

    private static final int QUEUE_MAX = 1_000;
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private final ConversationName conversation;
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(QUEUE_MAX);
    private @Nullable String epoch; // Confined to the listening thread.
    private long last;
    private boolean isBehind;

    Following(ConversationName conversation) {
        this.conversation = conversation;
    }

    /// What came next.
    sealed interface News {

        /// Entries, in order; there may be none.
        record Said(List<Entry> entries) implements News {
            /// Keeps its own copy of the list.
            public Said {
                entries = List.copyOf(entries);
            }
        }

        /// The session ended.
        ///
        /// @param reason why; null if it was stopped from here
        record Ended(@Nullable String reason) implements News {}
    }

    /// Begins behind the newest entry.
    ///
    /// @return as many of the newest
    List<Entry> begin(ThrongClient client, int older) {
        ChatReply.HistoryPage page =
                client.history(conversation, new HistoryRange.Newest(), Math.max(1, older));
        last = page.head();
        return older == 0 ? List.of() : page.entries();
    }

    /// Begins behind an entry.
    void beginAfter(long seq) {
        last = seq;
        isBehind = true;
    }

    /// Waits for what comes next.
    ///
    /// @param longest how long at most; then there is nothing
    News next(ThrongClient client, Duration longest) throws InterruptedException {
        if (isBehind) {
            return readOn(client);
        }
        long waitMs = Math.min(longest.toMillis(), DOUBT.toMillis());
        return switch (signals.poll(waitMs, TimeUnit.MILLISECONDS)) {
            case Signal.End(String reason) -> new News.Ended(reason);
            case Signal.Arrived(Entry entry) -> arrived(client, entry);
            case Signal.OtherHistory _ -> {
                begin(client, 0);
                yield new News.Said(List.of());
            }
            case null -> readOn(client);
        };
    }

    /// Ends it in order; any thread may.
    void stop() {
        signals.clear();
        var _ = signals.offer(new Signal.End(null));
    }

    @Override
    public void message(Entry entry) {
        give(new Signal.Arrived(entry));
    }

    @Override
    public void connected(AccountReply.LoggedIn session) {
        if (epoch != null && !epoch.equals(session.epoch())) {
            give(new Signal.OtherHistory());
        }
        epoch = session.epoch();
    }

    @Override
    public void loginNeeded(String reason) {
        give(new Signal.End(reason));
    }

    private News arrived(ThrongClient client, Entry entry) {
        if (!entry.conversation().equals(conversation) || entry.seq() <= last) {
            return new News.Said(List.of());
        }
        if (entry.seq() > last + 1) {
            return readOn(client);
        }
        last = entry.seq();
        return new News.Said(List.of(entry));
    }

    /// Reads what the history has after the last one, a page of it.
    private News readOn(ThrongClient client) {
        isBehind = false;
        try {
            ChatReply.HistoryPage page = client.history(conversation,
                    new HistoryRange.After(last), Limits.PAGE_ENTRIES_MAX);
            isBehind = page.more();
            if (!page.entries().isEmpty()) {
                last = page.entries().getLast().seq();
            }
            return new News.Said(page.entries());
        } catch (RefusedException refused) {
            if (!refused.code().waitingHelps()) {
                throw refused;
            }
        } catch (DisconnectedException | TimedOutException lost) {
            // It connects again by itself; the next arrival, or the next doubt, reads on.
        }
        return new News.Said(List.of());
    }

    private void give(Signal signal) {
        try {
            signals.put(signal);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the reading thread has to know.
    private sealed interface Signal {

        record Arrived(Entry entry) implements Signal {}

        /// The history was restored from a backup: the numbers begin elsewhere.
        record OtherHistory() implements Signal {}

        /// @param reason why the session ended; null if it was stopped from here
        record End(@Nullable String reason) implements Signal {}
    }
}
