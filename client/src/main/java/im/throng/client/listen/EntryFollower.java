package im.throng.client.listen;

import im.throng.client.request.Outcome;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on each entry of each conversation once, in the order of `seq`, without a gap.
///
/// The log is the truth and a push is a hint (P-21). For each conversation it knows up to where it
/// *has* everything:
///
/// - a push of `have + 1` is passed on, a lower or equal one was had already;
/// - a higher one, a hint, the heads of a ping or the list of conversations say how far there is
///   more: it is read page by page, in order;
/// - what this client sent itself counts as had, for its reply stands in the order of the pushes
///   (P-20). While a reply may be lost, the conversation waits for the reply to the retry.
///
/// The first list of conversations says from where on to follow: what was said before is read
/// by whoever wants it. A conversation that appears later is followed from its beginning.
///
/// Threading: confined to the event loop.
public final class EntryFollower {

    private static final Logger LOG = LoggerFactory.getLogger(EntryFollower.class);
    private static final int LIST_PAGES_MAX = 50;
    private static final int FAILURES_MAX = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EntrySource source;
    private final Consumer<Entry> sink;
    private final Map<ConversationName, Progress> conversations = new HashMap<>();
    private @Nullable UserId self;
    private @Nullable String epoch;
    private boolean startKnown;
    private boolean listing;
    private boolean listAgain;

    /// Creates one that knows nothing.
    ///
    /// @param sink takes the entries, in order; called on the event loop
    public EntryFollower(EntrySource source, Consumer<Entry> sink) {
        this.source = source;
        this.sink = sink;
    }

    /// Goes on after a login: finds out what was missed.
    ///
    /// @return whether all that was known is void, because the history is another one
    public boolean loggedIn(UserId user, String serverEpoch) {
        boolean otherHistory = epoch != null
                && (!serverEpoch.equals(epoch) || !user.equals(self));
        if (otherHistory) {
            conversations.clear();
            startKnown = false;
        }
        epoch = serverEpoch;
        self = user;
        listing = false;
        conversations.values().forEach(progress -> progress.reading(false));
        everythingMoved();
        goOn();
        return otherHistory;
    }

    /// Takes a pushed entry.
    public void pushed(Entry entry) {
        ConversationName name = entry.conversation();
        Progress progress = conversations.computeIfAbsent(name,
                _ -> new Progress(startKnown ? 0 : entry.seq() - 1));
        progress.startsAt(entry.seq());
        if (progress.isNext(entry.seq()) && mayPass(name, progress, entry)) {
            pass(progress, entry);
        } else {
            progress.reaches(entry.seq());
        }
        readOn(name);
    }

    /// Takes the reply to a message that this client sent.
    public void sent(ConversationName conversation, long seq) {
        conversations.computeIfAbsent(conversation,
                _ -> new Progress(startKnown ? 0 : seq - 1)).sent(seq);
        readOn(conversation);
    }

    /// Learns how far conversations reach.
    public void heads(Map<ConversationName, Long> heads) {
        heads.forEach((name, head) -> {
            Progress known = conversations.get(name);
            if (known == null && !startKnown) {
                return; // The list that is under way will say.
            }
            conversations.computeIfAbsent(name, _ -> new Progress(0)).reaches(head);
            readOn(name);
        });
    }

    /// Learns that anything may have moved: reads the list of conversations.
    public void everythingMoved() {
        if (listing) {
            listAgain = true;
            return;
        }
        listing = true;
        listAgain = false;
        list(null, 1);
    }

    /// Goes on where there was no room, or doubt about a message of one's own.
    public void goOn() {
        List.copyOf(conversations.keySet()).forEach(this::readOn);
    }

    private void list(@Nullable String cursor, int page) {
        ChatRequest request = new ChatRequest.ListConversations(cursor, Limits.PAGE_ENTRIES_MAX);
        String asOf = epoch;
        source.read(request, outcome -> {
            if (asOf != null && asOf.equals(epoch)) {
                listed(outcome, page);
            }
        });
    }

    private void listed(Outcome outcome, int page) {
        if (!(outcome instanceof Outcome.Answered(ChatReply.ConversationPage list))) {
            listing = false;
            // After a loss the next login asks again; otherwise we have to.
            retry(outcome, this::everythingMoved);
            return;
        }
        list.conversations().forEach(view -> listed(view.conversation(), view.head()));
        if (list.next() != null && page < LIST_PAGES_MAX) {
            list(list.next(), page + 1);
            return;
        }
        startKnown = true;
        listing = false;
        if (listAgain) {
            everythingMoved();
        }
    }

    private void listed(ConversationName name, long head) {
        conversations.computeIfAbsent(name, _ -> new Progress(startKnown ? 0 : head))
                .reaches(head);
        readOn(name);
    }

    private void readOn(ConversationName name) {
        Progress progress = conversations.get(name);
        if (progress == null || progress.isReading() || !progress.isBehind() || !source.isReady()
                || source.inDoubt(name) || !source.hasRoom()) {
            return;
        }
        progress.reading(true);
        source.read(new ChatRequest.ReadHistory(name, new HistoryRange.After(progress.have()),
                Limits.PAGE_ENTRIES_MAX), outcome -> {
                    if (conversations.get(name) == progress) {
                        read(name, progress, outcome);
                    }
                });
    }

    private void read(ConversationName name, Progress progress, Outcome outcome) {
        progress.reading(false);
        switch (outcome) {
            case Outcome.Answered(ChatReply.HistoryPage page) -> take(name, progress, page);
            case Outcome.Answered(Reply.Refused refused) when !refused.code().waitingHelps()
                    && progress.failed() >= FAILURES_MAX -> {
                LOG.warn("Cannot follow {}: {}", name.text(), refused.error());
                conversations.remove(name);
            }
            default -> retry(outcome, () -> readOn(name));
        }
    }

    private void take(ConversationName name, Progress progress, ChatReply.HistoryPage page) {
        progress.succeeded();
        progress.reaches(page.head());
        long before = progress.have();
        for (Entry entry : page.entries()) {
            if (entry.seq() <= progress.have()) {
                continue;
            }
            if (!mayPass(name, progress, entry)) {
                return; // goOn() or the reply that is awaited reads it again.
            }
            if (entry.seq() > progress.have() + 1) {
                // Not to be: the log is dense (P-19). Show what there is rather than nothing.
                LOG.warn("{} has a hole before {}", name.text(), entry.seq());
            }
            pass(progress, entry);
        }
        if (progress.have() == before && progress.isBehind() && page.entries().isEmpty()) {
            LOG.warn("{} has nothing after {}", name.text(), before);
            progress.advance(page.head());
        }
        readOn(name);
    }

    private boolean mayPass(ConversationName name, Progress progress, Entry entry) {
        return progress.isOwn(entry.seq()) || (source.hasRoom() && !source.inDoubt(name));
    }

    private void pass(Progress progress, Entry entry) {
        if (!progress.isOwn(entry.seq())) {
            sink.accept(entry);
        }
        progress.advance(entry.seq());
    }

    private void retry(Outcome outcome, Runnable again) {
        if (source.isReady()) {
            long waitMs = outcome instanceof Outcome.Answered(Reply.Refused refused)
                    ? refused.retryAfterMs() : 0;
            source.later(Duration.ofMillis(Math.max(waitMs, PAUSE.toMillis())), again);
        }
    }
}
