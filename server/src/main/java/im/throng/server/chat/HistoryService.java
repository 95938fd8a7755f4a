package im.throng.server.chat;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import im.throng.server.group.GroupDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reading conversations.
///
/// Threading: any thread that may block.
public final class HistoryService {

    private final EntryStore entries;
    private final Profiles profiles;
    private final GroupDirectory groups;

    /// Creates the service.
    public HistoryService(EntryStore entries, Profiles profiles, GroupDirectory groups) {
        this.entries = entries;
        this.profiles = profiles;
        this.groups = groups;
    }

    /// Returns a page of a conversation.
    ///
    /// @throws RejectedException 404 if there is none of this name for this viewer, or 403
    ChatReply.HistoryPage page(UserId viewer, ConversationName name, HistoryRange range,
                               int limit) {
        Place place = require(viewer, name);
        EntryStore.Page page = entries.page(place, viewer, range, limit)
                .orElseGet(() -> outsidersPage(viewer, name));
        // Read after the page, the head is never behind it.
        long head = entries.head(place);
        return new ChatReply.HistoryPage(named(name, page.entries()), head, page.more());
    }

    /// Returns the conversation of a name: one that has begun, or that may begin.
    ///
    /// @throws RejectedException 404 if there is none of this name for this viewer, 403 if it is an
    ///                           open group that the viewer is not in
    Place require(UserId viewer, ConversationName name) {
        Place place = Place.of(viewer, name);
        if (place instanceof Place.Between between && !entries.hasBegun(place)
                && !profiles.isThere(between.peerOf(viewer))) {
            throw unknown(name);
        }
        if (place instanceof Place.Group(GroupId group)) {
            groups.require(group, viewer);
        }
        return place;
    }

    /// Refuses who was put out a moment ago as every outsider is.
    private EntryStore.Page outsidersPage(UserId viewer, ConversationName name) {
        require(viewer, name);
        throw unknown(name);
    }

    private static RejectedException unknown(ConversationName name) {
        return new RejectedException(ErrorCode.NOT_FOUND,
                "there is no conversation " + name.text());
    }

    /// Returns the newest direct messages that a user has not read, the oldest of them first.
    List<Entry> waiting(UserId user, int limit) {
        List<EntryStore.Waiting> waiting = entries.waiting(user, limit);
        List<Entry> named = new ArrayList<>(waiting.size());
        for (EntryStore.Waiting one : waiting) {
            named.addAll(named(one.place().nameFor(user), List.of(one.entry())));
        }
        return named;
    }

    /// Returns how people are called.
    Profiles.Known names(Collection<UserId> users) {
        return profiles.known(users);
    }

    private List<Entry> named(ConversationName conversation, List<StoredEntry> stored) {
        Set<UserId> senders = new LinkedHashSet<>();
        stored.forEach(entry -> senders.add(entry.from()));
        Profiles.Known known = profiles.known(senders);
        List<Entry> entries = new ArrayList<>(stored.size());
        for (StoredEntry entry : stored) {
            entries.add(new Entry(conversation, entry.seq(), entry.from(),
                    known.name(entry.from()), entry.at(), entry.body()));
        }
        return entries;
    }
}
