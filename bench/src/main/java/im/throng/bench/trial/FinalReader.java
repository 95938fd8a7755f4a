package im.throng.bench.trial;

import im.throng.bench.check.History;
import im.throng.bench.check.LogEntry;
import im.throng.bench.check.Reading;
import im.throng.bench.load.RawLine;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Reads, as one actor, every log from its beginning to its head, and the list of conversations.
///
/// Threading: used by one thread.
record FinalReader(History history, InetSocketAddress server) {

    /// A log is longer than this only if its pages never end.
    private static final int PAGES_MAX = 1_000_000;

    void read(Actor actor) throws IOException {
        var recorder = new Recorder(history, actor.person().id());
        try (var line = new RawLine(server, recorder::heard)) {
            line.ask(new AnonymousRequest.Login(actor.person().id(),
                    actor.person().password(), "final"));
            for (String conversation : actor.conversations()) {
                readLog(line, actor, conversation);
            }
            long askedAt = System.nanoTime();
            if (line.ask(new ChatRequest.ListConversations(null, Limits.PAGE_ENTRIES_MAX))
                    instanceof ChatReply.ConversationPage page && page.next() == null) {
                recorder.listed(askedAt, page, actor.clubs());
            } else {
                history.stuck(actor.person() + " cannot list conversations");
            }
        }
    }

    private void readLog(RawLine line, Actor actor, String conversation) throws IOException {
        ConversationName name = Names.of(actor.person().id(), conversation);
        List<LogEntry> log = new ArrayList<>();
        long after = 0;
        boolean allowed = true;
        boolean more = true;
        for (int i = 0; i < PAGES_MAX && more; i++) {
            Reply reply = line.ask(new ChatRequest.ReadHistory(name,
                    new HistoryRange.After(after), Limits.PAGE_ENTRIES_MAX));
            if (reply instanceof ChatReply.HistoryPage page) {
                log.addAll(Recorder.entries(history, page.entries()));
                // A page that does not lead on would be read for ever.
                more = page.more() && !page.entries().isEmpty()
                        && page.entries().getLast().seq() > after;
                after = page.entries().isEmpty() ? after : page.entries().getLast().seq();
            } else {
                allowed = false;
                more = false;
            }
        }
        history.read(new Reading(actor.person().id().value(), conversation, allowed, log));
    }
}
