package im.throng.protocol.message;

import java.util.List;

/// Whom a message mentions: everybody, or the users named.
public record Mentions(boolean everybody, List<UserId> users) {

    /// Nobody is mentioned.
    public static final Mentions NONE = new Mentions(false, List.of());

    /// Everybody is mentioned.
    public static final Mentions EVERYBODY = new Mentions(true, List.of());

    /// Keeps its own copy of the list.
    public Mentions {
        users = List.copyOf(users);
    }

    /// Tells whether nobody is mentioned.
    public boolean isEmpty() {
        return !everybody && users.isEmpty();
    }
}
