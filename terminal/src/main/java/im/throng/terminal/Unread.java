package im.throng.terminal;

import im.throng.client.store.CachedConversation;
import im.throng.protocol.message.ConversationName;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is unread in which conversation, as the local store told it last.
///
/// Threading: guarded by itself.
final class Unread {

    private final Map<ConversationName, CachedConversation> known = new LinkedHashMap<>();

    /// How much there is.
    ///
    /// @param messages  in all of them
    /// @param mentioned whether one of these mentions the user
    record Count(long messages, int conversations, boolean mentioned) {}

    /// Begins anew with what is known now.
    synchronized void begin(Collection<CachedConversation> all) {
        known.clear();
        all.forEach(this::note);
    }

    /// Notes how a conversation is now.
    synchronized void note(CachedConversation now) {
        known.put(now.conversation(), now);
    }

    /// Forgets a conversation.
    synchronized void forget(ConversationName conversation) {
        known.remove(conversation);
    }

    /// Returns the names of the conversations, with their titles.
    synchronized Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        known.forEach((name, one) -> titles.put(name.text(), one.title()));
        titles.putIfAbsent(ConversationName.ALL.text(), "");
        return titles;
    }

    /// Returns the name of a conversation with its title.
    synchronized String nameOf(ConversationName conversation) {
        CachedConversation one = known.get(conversation);
        String name = conversation.text();
        return one == null || one.title().isEmpty() || one.title().equals(name) ? name
                : name + " " + one.title();
    }

    /// Tells whether the user wants no notices of a conversation.
    synchronized boolean isMuted(ConversationName conversation) {
        CachedConversation one = known.get(conversation);
        return one != null && one.muted();
    }

    /// Counts what is unread in other conversations than this one; muted ones count if the user is
    /// mentioned.
    synchronized Count elsewhere(ConversationName open) {
        long messages = 0;
        int conversations = 0;
        boolean mentioned = false;
        for (CachedConversation one : known.values()) {
            if (counts(one, open)) {
                messages += one.unread();
                conversations++;
                mentioned |= one.mentioned();
            }
        }
        return new Count(messages, conversations, mentioned);
    }

    /// Returns which to read next: mentions first, then what is said to the user alone, then
    /// groups, then everybody; of these the newest.
    synchronized Optional<ConversationName> next(ConversationName open) {
        return known.values().stream().filter(one -> counts(one, open))
                .min(Comparator.comparing((CachedConversation one) -> !one.mentioned())
                        .thenComparingInt(one -> rank(one.conversation()))
                        .thenComparing(Unread::newest, Comparator.reverseOrder()))
                .map(CachedConversation::conversation);
    }

    private static boolean counts(CachedConversation one, ConversationName open) {
        return one.unread() > 0 && !one.conversation().equals(open)
                && (!one.muted() || one.mentioned());
    }

    private static int rank(ConversationName name) {
        return switch (name) {
            case ConversationName.Direct _ -> 0;
            case ConversationName.Group _ -> 1;
            case ConversationName.All _ -> 2;
        };
    }

    private static long newest(CachedConversation one) {
        return one.last() == null ? 0 : one.last().at();
    }
}
