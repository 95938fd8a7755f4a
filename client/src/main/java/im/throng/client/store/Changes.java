package im.throng.client.store;

import im.throng.protocol.message.ConversationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which conversations a transaction changed: completes their rows before the commit, and tells of
/// them after it. Those that the observer has no room for are told later, as they are then.
///
/// Threading: confined to the store's thread, but for `observer`.
final class Changes implements StoreThread.Finish {

    private final Set<String> touched = new LinkedHashSet<>();
    private final Set<String> moved = new HashSet<>();
    private final Set<String> untold = new LinkedHashSet<>();
    private final List<CachedConversation> told = new ArrayList<>();
    private boolean incomplete;
    private volatile LocalStore.@Nullable Observer observer;

    void observer(LocalStore.Observer who) {
        observer = who;
    }

    /// Notes that a conversation changed.
    void add(ConversationName conversation) {
        touched.add(conversation.text());
    }

    /// Notes that the mark of reading moved, so that perhaps only the server knows what is unread.
    /// Nothing else asks it, or a list that does not know a mark yet would be read for ever.
    void addRead(ConversationName conversation) {
        add(conversation);
        moved.add(conversation.text());
    }

    /// Notes that only the server knows all about a conversation.
    void incomplete() {
        incomplete = true;
    }

    @Override
    public void beforeCommit(Sql sql) throws SQLException {
        for (String name : touched) {
            EntryTable.trim(sql, name);
            boolean isUnknown = ConversationTable.derive(sql, name);
            incomplete |= isUnknown && moved.contains(name);
        }
        moved.clear();
        untold.addAll(touched);
        touched.clear();
        told.clear();
        LocalStore.Observer who = observer;
        if (who == null || !who.hasRoom()) {
            return;
        }
        for (Iterator<String> names = untold.iterator(); names.hasNext();) {
            Optional<CachedConversation> now = ConversationTable.one(sql, names.next());
            now.ifPresent(told::add);
            if (now.isEmpty()) {
                names.remove(); // A draft for somebody new, or one that is no more.
            }
        }
    }

    @Override
    public void afterCommit() {
        LocalStore.Observer who = observer;
        if (who == null) {
            return;
        }
        for (CachedConversation now : told) {
            untold.remove(now.conversation().text());
            who.changed(now);
        }
        told.clear();
        if (incomplete) {
            incomplete = false;
            who.incomplete();
        }
    }

    @Override
    public void undone() {
        touched.clear();
        moved.clear();
        told.clear();
    }
}
