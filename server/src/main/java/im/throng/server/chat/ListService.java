package im.throng.server.chat;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The list of a user's conversations.
///
/// Threading: any thread that may block.
public final class ListService {

    /// What a conversation has beside its newest entry, with the longest title.
    private static final int ROW_BYTES = 640;

    private final ConversationStore conversations;
    private final HistoryService history;

    /// Creates the service.
    public ListService(ConversationStore conversations, HistoryService history) {
        this.conversations = conversations;
        this.history = history;
    }

    /// Returns a page of the user's conversations, the newest activity first.
    ///
    /// @param before the cursor of the page before; null for the first page
    /// @throws RejectedException 422 if the cursor is none of ours
    ChatReply.ConversationPage page(UserId user, @Nullable String before, int limit) {
        ConversationStore.Cursor behind = before == null ? null : cursor(before);
        List<ConversationStore.Row> rows =
                conversations.conversations(user, behind, limit + 1);
        List<ConversationStore.Row> shown = rows.subList(0, fit(rows, limit));
        boolean more = shown.size() < rows.size();
        Profiles.Known names = history.names(peopleIn(user, shown));
        List<ChatReply.ConversationView> views = new ArrayList<>(shown.size());
        shown.forEach(row -> views.add(view(user, row, names)));
        return new ChatReply.ConversationPage(views, more ? text(shown.getLast().at()) : null);
    }

    /// Returns how many rows a page takes, by number and by bytes, at least one if there is one.
    private static int fit(List<ConversationStore.Row> rows, int limit) {
        int fit = 0;
        long bytes = 0;
        while (fit < Math.min(rows.size(), limit)) {
            StoredEntry last = rows.get(fit).last();
            bytes += ROW_BYTES + (last == null ? 0 : EncodedSize.of(last.body()));
            if (fit > 0 && bytes > Limits.PAGE_BYTES_MAX) {
                break;
            }
            fit++;
        }
        return fit;
    }

    /// Sets how a user keeps a conversation; null leaves a mark as it is.
    ///
    /// @throws RejectedException 404 if there is none of this name for the user
    void mark(UserId user, ConversationName name, @Nullable Boolean muted,
              @Nullable Boolean pinned) {
        conversations.mark(user, history.require(user, name), muted, pinned);
    }

    private static ChatReply.ConversationView view(UserId viewer, ConversationStore.Row row,
                                                   Profiles.Known names) {
        ConversationName name = row.place().nameFor(viewer);
        String title = switch (row.place()) {
            case Place.Everybody _ -> name.text();
            case Place.Between between -> names.name(between.peerOf(viewer));
            case Place.Group _ -> row.groupName() == null ? name.text() : row.groupName();
        };
        StoredEntry last = row.last();
        return new ChatReply.ConversationView(name, title, row.head(), row.read(), row.unread(),
                row.mentioned(), last == null ? null : new Entry(name, last.seq(), last.from(),
                        names.name(last.from()), last.at(), last.body()),
                row.muted(), row.pinned(), row.peerRead());
    }

    private static Set<UserId> peopleIn(UserId viewer, List<ConversationStore.Row> rows) {
        Set<UserId> people = new LinkedHashSet<>();
        for (ConversationStore.Row row : rows) {
            if (row.place() instanceof Place.Between between) {
                people.add(between.peerOf(viewer));
            }
            if (row.last() != null) {
                people.add(row.last().from());
            }
        }
        return people;
    }

    private static String text(ConversationStore.Cursor cursor) {
        return cursor.activity() + "." + cursor.number();
    }

    private static ConversationStore.Cursor cursor(String text) {
        int point = text.indexOf('.');
        try {
            return new ConversationStore.Cursor(Long.parseLong(text.substring(0, point)),
                    Long.parseLong(text.substring(point + 1)));
        } catch (NumberFormatException | StringIndexOutOfBoundsException none) {
            throw RejectedException.invalid("before", "must be the next of a page");
        }
    }
}
