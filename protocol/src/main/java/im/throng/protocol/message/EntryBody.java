package im.throng.protocol.message;

import org.jspecify.annotations.Nullable;

/// What an entry says: one record for each kind.
public sealed interface EntryBody {

    /// Returns the kind's name on the wire.
    String kind();

    /// A message of text.
    ///
    /// @param replyTo the `seq` of the entry it answers, in the same conversation
    record Text(String text, @Nullable Long replyTo, Mentions mentions) implements EntryBody {
        @Override
        public String kind() {
            return "text";
        }
    }

    /// A change of the group.
    record Event(GroupEvent event) implements EntryBody {
        @Override
        public String kind() {
            return "event";
        }
    }

    /// A kind that this program does not know: a client skips what it says, but not its place.
    record Unknown(String kind) implements EntryBody {}
}
