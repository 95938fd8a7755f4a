package im.throng.server.gateway.dialect;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Push;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a connection that is behind was not told: which conversations moved, and whether anything
/// else did. It keeps no message, so it stays small however long the connection is behind.
///
/// Threading: confined to the connection's event loop.
final class Missed {

    private @Nullable Map<ConversationName, Long> heads;
    private boolean everything;

    boolean isEmpty() {
        return heads == null && !everything;
    }

    void add(Push push) {
        if (everything) {
            return;
        }
        if (push instanceof Push.Typing) {
            return; // It lapses by itself.
        }
        if (push instanceof Push.NewEntry(Entry entry)) {
            if (heads == null) {
                heads = new HashMap<>();
            }
            heads.merge(entry.conversation(), entry.seq(), Math::max);
            everything = heads.size() > Limits.HINT_HEADS_MAX;
        } else {
            // Presence and read marks have no heads to compare.
            everything = true;
        }
        if (everything) {
            heads = null;
        }
    }

    /// Tells whether it can name conversations that moved.
    boolean hasHeads() {
        return heads != null;
    }

    /// Returns the heads with those that moved.
    Map<ConversationName, Long> mergedInto(Map<ConversationName, Long> others) {
        Map<ConversationName, Long> merged = new HashMap<>(others);
        if (heads != null) {
            heads.forEach((name, head) -> merged.merge(name, head, Math::max));
        }
        return merged;
    }

    /// Returns the hint that makes up for it, and begins anew.
    Push take() {
        Push hint = everything || heads == null
                ? new Push.EverythingMoved() : new Push.HeadsMoved(heads);
        heads = null;
        everything = false;
        return hint;
    }
}
