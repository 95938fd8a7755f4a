package im.throng.bench.trial;

import im.throng.bench.check.Event;
import im.throng.bench.check.History;
import im.throng.bench.check.Journal;
import im.throng.bench.check.LogEntry;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes down what one connection is told, and remembers how far its conversations have come.
///
/// Threading: told on the connection's thread; asked by any.
final class Recorder {

    private final History history;
    private final Journal journal;
    private final UserId user;
    private final Map<String, Long> ends = new ConcurrentHashMap<>();

    Recorder(History history, UserId user) {
        this.history = history;
        this.user = user;
        this.journal = history.connection(user.value());
    }

    Journal journal() {
        return journal;
    }

    /// Returns how far a conversation has come; 0 if nothing was heard of it.
    long end(String conversation) {
        return ends.getOrDefault(conversation, 0L);
    }

    void heard(Push push) {
        long at = System.nanoTime();
        switch (push) {
            case Push.NewEntry(Entry entry) -> {
                String conversation = Names.common(user, entry.conversation());
                reached(conversation, entry.seq());
                journal.add(new Event.Heard(at, conversation, entry(history, entry)));
            }
            case Push.HeadsMoved _, Push.EverythingMoved _ -> journal.add(new Event.Hinted(at));
            case Push.ReadMoved _, Push.Typing _, Push.PresenceChanged _, Push.GroupChanged _,
                 Push.Goodbye _ -> {
                // They stand in no log.
            }
        }
    }

    void page(long askedAt, String conversation, long after, ChatReply.HistoryPage page) {
        journal.add(new Event.PageRead(askedAt, System.nanoTime(), conversation, after,
                page.head(), entries(history, page.entries())));
    }

    void listed(long askedAt, ChatReply.ConversationPage page) {
        long at = System.nanoTime();
        for (ChatReply.ConversationView row : page.conversations()) {
            journal.add(new Event.Listed(askedAt, at, Names.common(user, row.conversation()),
                    row.head(), row.read(), row.unread()));
        }
    }

    void reached(String conversation, long seq) {
        ends.merge(conversation, seq, Math::max);
    }

    static List<LogEntry> entries(History history, List<Entry> entries) {
        return entries.stream().map(entry -> entry(history, entry)).toList();
    }

    private static LogEntry entry(History history, Entry entry) {
        return switch (entry.body()) {
            case EntryBody.Text text -> new LogEntry(entry.seq(), entry.from().value(),
                    history.shared(text.text()));
            case EntryBody.Event(GroupEvent event) -> LogEntry.change(entry.seq(),
                    entry.from().value(), joined(entry.from(), event), left(event));
            case EntryBody.Unknown(String kind) -> throw new IllegalStateException(
                    "the server has an entry of an unknown kind: " + kind);
        };
    }

    private static Set<Long> joined(UserId by, GroupEvent event) {
        return switch (event) {
            case GroupEvent.Created(String _, List<UserId> members) ->
                    ids(Stream.concat(Stream.of(by), members.stream()));
            case GroupEvent.Joined(List<UserId> members) -> ids(members.stream());
            case GroupEvent.Left _, GroupEvent.Removed _, GroupEvent.Updated _,
                 GroupEvent.RoleSet _, GroupEvent.Muted _, GroupEvent.Dissolved _,
                 GroupEvent.Unknown _ -> Set.of();
        };
    }

    private static Set<Long> left(GroupEvent event) {
        return switch (event) {
            case GroupEvent.Left(UserId member, UserId _) -> Set.of(member.value());
            case GroupEvent.Removed(List<UserId> members) -> ids(members.stream());
            case GroupEvent.Created _, GroupEvent.Joined _, GroupEvent.Updated _,
                 GroupEvent.RoleSet _, GroupEvent.Muted _, GroupEvent.Dissolved _,
                 GroupEvent.Unknown _ -> Set.of();
        };
    }

    private static Set<Long> ids(Stream<UserId> users) {
        return users.map(UserId::value).collect(Collectors.toSet());
    }
}
