package im.throng.bench.load;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Fills the list of one reader: everybody else logs in once, writes to the reader and leaves; the
/// reader answers every other one, so that half of it is unread. Some make a group with the
/// reader, too, and write there. All of it goes over the wire.
///
/// Threading: used by one thread.
///
/// @param server    where it goes
/// @param reader    whose list is filled
/// @param writers   who write, one conversation each
/// @param groups    how many of them make a group too, evenly spread
/// @param textBytes the length of a text
public record Correspondence(InetSocketAddress server, Token reader, List<Token> writers,
                             int groups, int textBytes) {

    private static final int AT_ONCE = 64;
    private static final String KEY = "bench";

    /// Keeps its own copy.
    public Correspondence {
        writers = List.copyOf(writers);
    }

    /// Writes everything.
    ///
    /// @return the conversations that the reader has now because of that
    public Set<ConversationName> write() {
        Set<ConversationName> written = ConcurrentHashMap.newKeySet();
        var places = new Semaphore(AT_ONCE);
        List<CompletableFuture<@Nullable Void>> writing = new ArrayList<>(writers.size());
        try (var answering = new Visitor(server, _ -> { });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answering.resume(reader);
            for (int i = 0; i < writers.size(); i++) {
                int place = i;
                places.acquireUninterruptibly();
                writing.add(CompletableFuture.runAsync(
                        () -> written.addAll(write(place, answering)), threads)
                        .whenComplete((_, _) -> places.release()));
            }
            writing.forEach(CompletableFuture::join);
        }
        return Set.copyOf(written);
    }

    private Set<ConversationName> write(int place, Visitor answering) {
        Token writer = writers.get(place);
        Set<ConversationName> written = new HashSet<>();
        try (var visitor = new Visitor(server, _ -> { })) {
            visitor.resume(writer);
            visitor.ask(message(new ConversationName.Direct(reader.user())));
            written.add(new ConversationName.Direct(writer.user()));
        }
        if (place % 2 == 1) {
            answering.ask(message(new ConversationName.Direct(writer.user())));
        }
        // So many of the first places have had a group if they are spread evenly.
        if ((long) (place + 1) * groups / writers.size() > (long) place * groups / writers.size()) {
            written.add(meet(writer, writers.get((place + 1) % writers.size()).user()));
        }
        return written;
    }

    private ConversationName meet(Token owner, UserId third) {
        List<UserId> members = third.equals(owner.user()) ? List.of(reader.user())
                : List.of(reader.user(), third);
        try (var maker = new GroupMaker(server, owner)) {
            ConversationName.Group group = maker.make("group of " + owner.user(), members);
            maker.say(message(group));
            return group;
        }
    }

    private ChatRequest.SendMessage message(ConversationName to) {
        return new ChatRequest.SendMessage(to, KEY,
                new EntryBody.Text(".".repeat(textBytes), null, Mentions.NONE));
    }

    /// Reads the reader's whole list, page by page.
    ///
    /// @throws IllegalStateException if a conversation stands in it twice
    public Set<ConversationName> list() {
        Set<ConversationName> listed = new HashSet<>();
        try (var visitor = new Visitor(server, _ -> { })) {
            visitor.resume(reader);
            @Nullable String next = null;
            do {
                var page = (ChatReply.ConversationPage) visitor.ask(
                        new ChatRequest.ListConversations(next, Limits.PAGE_ENTRIES_MAX));
                page.conversations().forEach(one -> {
                    if (!listed.add(one.conversation())) {
                        throw new IllegalStateException(one.conversation() + " is listed twice");
                    }
                });
                next = page.next();
            } while (next != null);
        }
        return listed;
    }
}
