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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
/// by whoever wants it. A conversation that appears later is followed from its beginning. The list
/// is read, the newest activity first, until a page brings nothing new.
///
/// One that keeps what it had over the end of the program begins where it was. After a long absence
/// it goes on with the newest page instead of reading all that lies between, and says so.
///
/// Threading: confined to the event loop.
public final class EntryFollower {

    private static final Logger LOG = LoggerFactory.getLogger(EntryFollower.class);
    private static final int LIST_PAGES_MAX = 50;
    private static final int FAILURES_MAX = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EntrySource source;
    private final EntrySink sink;
    private final boolean skips;
    private final Map<ConversationName, Progress> conversations = new HashMap<>();
    private @Nullable UserId self;
    private @Nullable String epoch;
    private boolean startKnown;
    private boolean listing;
    private boolean listAgain;
    private boolean listCurrent;

    /// Creates one that knows nothing.
    ///
    /// @param sink  takes the entries, in order; called on the event loop
    /// @param skips whether to leave out what is more than a page behind
    public EntryFollower(EntrySource source, EntrySink sink, boolean skips) {
        this.source = source;
        this.sink = sink;
        this.skips = skips;
    }

    /// Begins where it was when the program ended. To be called before the first login.
    ///
    /// @param listKnown   whether the list was once read to its end
    /// @param listCurrent whether its last reading came to its end
    public void resume(UserId user, String knownEpoch, boolean listKnown, boolean listCurrent) {
        self = user;
        epoch = knownEpoch;
        startKnown = listKnown;
        this.listCurrent = listCurrent;
    }

    /// Begins in one conversation where it was when the program ended.
    public void resume(ConversationName conversation, long have, long head) {
        Progress progress = new Progress(have);
        progress.advance(have);
        progress.reaches(head);
        conversations.put(conversation, progress);
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
            listCurrent = false;
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
    ///
    /// @return up to where the conversation is had now
    public long sent(ConversationName conversation, long seq) {
        Progress progress = conversations.computeIfAbsent(conversation,
                _ -> new Progress(startKnown ? 0 : seq - 1));
        progress.sent(seq);
        readOn(conversation);
        return progress.have();
    }

    /// Tells whether everything up to an entry was passed on, or never will be.
    public boolean isPast(ConversationName conversation, long seq) {
        Progress progress = conversations.get(conversation);
        return progress == null || progress.have() >= seq;
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

    /// Learns that the user is no longer in a conversation.
    public void ended(ConversationName conversation) {
        conversations.remove(conversation);
    }

    /// Learns that anything may have moved: reads the list of conversations.
    public void everythingMoved() {
        if (listing) {
            listAgain = true;
            return;
        }
        listing = true;
        listAgain = false;
        sink.listBegun();
        list(null, 1, !listCurrent);
        listCurrent = false;
    }

    /// Goes on where there was no room, or doubt about a message of one's own.
    public void goOn() {
        List.copyOf(conversations.keySet()).forEach(this::readOn);
    }

    private void list(@Nullable String cursor, int page, boolean whole) {
        ChatRequest request = new ChatRequest.ListConversations(cursor, Limits.PAGE_ENTRIES_MAX);
        String asOf = epoch;
        source.read(request, outcome -> {
            if (asOf != null && asOf.equals(epoch)) {
                listed(outcome, page, whole);
            }
        });
    }

    private void listed(Outcome outcome, int page, boolean whole) {
        if (!(outcome instanceof Outcome.Answered(ChatReply.ConversationPage list))) {
            listing = false;
            // After a loss the next login asks again; otherwise we have to.
            retry(outcome, this::everythingMoved);
            return;
        }
        boolean isNews = take(list.conversations());
        if (list.next() != null && page < LIST_PAGES_MAX && (whole || isNews)) {
            list(list.next(), page + 1, whole);
            return;
        }
        startKnown = true;
        listing = false;
        listCurrent = true;
        sink.listEnded();
        if (listAgain) {
            everythingMoved();
        }
    }

    /// Takes a page of the list.
    ///
    /// @return whether anything in it is further than was known
    private boolean take(List<ChatReply.ConversationView> views) {
        boolean isNews = false;
        List<Long> have = new ArrayList<>();
        for (ChatReply.ConversationView view : views) {
            Progress known = conversations.get(view.conversation());
            isNews |= known == null || known.target() < view.head();
            Progress progress = known != null ? known
                    : new Progress(startKnown ? 0 : view.head());
            conversations.put(view.conversation(), progress);
            progress.reaches(view.head());
            have.add(progress.have());
        }
        sink.listed(views, have);
        views.forEach(view -> readOn(view.conversation()));
        return isNews;
    }

    private void readOn(ConversationName name) {
        Progress progress = conversations.get(name);
        if (progress == null || progress.isReading() || !progress.isBehind() || !source.isReady()
                || source.inDoubt(name) || !source.hasRoom()) {
            return;
        }
        progress.reading(true);
        HistoryRange range = skips && progress.missing() > Limits.PAGE_ENTRIES_MAX
                ? new HistoryRange.Newest() : new HistoryRange.After(progress.have());
        source.read(new ChatRequest.ReadHistory(name, range, Limits.PAGE_ENTRIES_MAX), outcome -> {
            if (conversations.get(name) == progress) {
                read(name, outcome, range instanceof HistoryRange.Newest);
            }
        });
    }

    private void read(ConversationName name, Outcome outcome, boolean isNewest) {
        Progress progress = conversations.get(name);
        if (progress == null) {
            return;
        }
        progress.reading(false);
        switch (outcome) {
            case Outcome.Answered(ChatReply.HistoryPage page) -> {
                progress.succeeded();
                progress.reaches(page.head());
                if (isNewest) {
                    skip(name, progress, page);
                }
                take(name, progress, page);
            }
            case Outcome.Answered(Reply.Refused refused) when !refused.code().waitingHelps()
                    && progress.failed() >= FAILURES_MAX -> {
                LOG.warn("Cannot follow {}: {}", name.text(), refused.error());
                conversations.remove(name);
                sink.moved(name);
            }
            default -> retry(outcome, () -> readOn(name));
        }
    }

    /// Leaves out what lies before a page that is far ahead.
    private void skip(ConversationName name, Progress progress, ChatReply.HistoryPage page) {
        long after = progress.have();
        if (page.entries().isEmpty() || page.entries().getFirst().seq() <= after + 1) {
            return;
        }
        progress.advance(page.entries().getFirst().seq() - 1);
        sink.skipped(name, after, page.entries().getFirst().seq());
    }

    private void take(ConversationName name, Progress progress, ChatReply.HistoryPage page) {
        long before = progress.have();
        for (Entry entry : page.entries()) {
            if (entry.seq() <= progress.have()) {
                continue;
            }
            if (!mayPass(name, progress, entry)) {
                return; // goOn() or the reply that is awaited reads it again.
            }
            if (entry.seq() > progress.have() + 1 && progress.have() > 0) {
                // Not to be: the log is dense (P-19), but for what was before one joined a group.
                // Show what there is rather than nothing.
                LOG.warn("{} has a hole before {}", name.text(), entry.seq());
            }
            pass(progress, entry);
        }
        if (progress.have() == before && progress.isBehind() && page.entries().isEmpty()) {
            LOG.warn("{} has nothing after {}", name.text(), before);
            if (page.head() <= before) {
                // Whoever said that there is more knows better than whoever was asked.
                source.later(PAUSE, () -> readOn(name));
                return;
            }
            progress.advance(page.head());
            sink.moved(name);
        }
        readOn(name);
    }

    private boolean mayPass(ConversationName name, Progress progress, Entry entry) {
        return progress.isOwn(entry.seq()) || (source.hasRoom() && !source.inDoubt(name));
    }

    private void pass(Progress progress, Entry entry) {
        boolean isOwn = progress.isOwn(entry.seq());
        progress.advance(entry.seq());
        if (isOwn) {
            sink.moved(entry.conversation());
        } else {
            sink.passed(entry, progress.have());
        }
    }

    private void retry(Outcome outcome, Runnable again) {
        if (source.isReady()) {
            long waitMs = outcome instanceof Outcome.Answered(Reply.Refused refused)
                    ? refused.retryAfterMs() : 0;
            source.later(Duration.ofMillis(Math.max(waitMs, PAUSE.toMillis())), again);
        }
    }
}
