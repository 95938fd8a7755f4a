package im.throng.server.chat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;

/// Which conversation is meant, the same for all its members, whether it has begun or not.
public sealed interface Place {

    /// The one conversation of everybody.
    Place EVERYBODY = new Everybody();

    /// Returns how a member names it.
    ConversationName nameFor(UserId viewer);

    /// Everybody.
    record Everybody() implements Place {

        @Override
        public ConversationName nameFor(UserId viewer) {
            return ConversationName.ALL;
        }
    }

    /// Two people, or one alone: notes.
    ///
    /// @param low  the smaller id
    /// @param high the larger id, or the same
    record Between(UserId low, UserId high) implements Place {

        /// 2^64 divided by the golden ratio: it spreads what lies close together.
        private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

        /// Puts the ids in order.
        public Between {
            if (low.compareTo(high) > 0) {
                UserId smaller = high;
                high = low;
                low = smaller;
            }
        }

        /// What a record would make of ids that follow one another is the same for very many.
        @Override
        public int hashCode() {
            return Long.hashCode(MULTIPLIER * low.value() + high.value());
        }

        /// Returns the other one, or oneself of one's notes.
        public UserId peerOf(UserId viewer) {
            return viewer.equals(low) ? high : low;
        }

        @Override
        public ConversationName nameFor(UserId viewer) {
            return new ConversationName.Direct(peerOf(viewer));
        }
    }

    /// A group.
    record Group(GroupId group) implements Place {

        @Override
        public ConversationName nameFor(UserId viewer) {
            return new ConversationName.Group(group);
        }
    }

    /// Returns what a viewer means by a name.
    static Place of(UserId viewer, ConversationName name) {
        return switch (name) {
            case ConversationName.All _ -> EVERYBODY;
            case ConversationName.Direct(UserId peer) -> new Between(viewer, peer);
            case ConversationName.Group(GroupId group) -> new Group(group);
        };
    }
}
