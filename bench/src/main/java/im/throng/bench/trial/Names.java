package im.throng.bench.trial;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.util.Set;

/// Conversations by names that are the same for all their members, as the checker needs them.
final class Names {

    static final String ALL = ConversationName.ALL.text();

    private Names() {}

    /// Returns the common name of what a viewer names.
    static String common(UserId viewer, ConversationName name) {
        return switch (name) {
            case ConversationName.Direct(UserId peer) -> between(viewer, peer);
            case ConversationName.All _, ConversationName.Group _ -> name.text();
        };
    }

    /// Returns the common name of a direct conversation, or of somebody's notes.
    static String between(UserId one, UserId other) {
        boolean rising = one.compareTo(other) <= 0;
        return "u:" + (rising ? one : other) + ":" + (rising ? other : one);
    }

    /// Returns who takes part in a direct conversation.
    static Set<Long> membersOf(UserId one, UserId other) {
        return one.equals(other) ? Set.of(one.value()) : Set.of(one.value(), other.value());
    }

    /// Returns how a member names a conversation.
    static ConversationName of(UserId viewer, String common) {
        String[] parts = common.split(":", -1);
        if (parts.length < 3) {
            return ConversationName.parse("conversation", common);
        }
        String own = viewer.toString();
        return ConversationName.parse("conversation",
                "u:" + (parts[1].equals(own) ? parts[2] : parts[1]));
    }
}
