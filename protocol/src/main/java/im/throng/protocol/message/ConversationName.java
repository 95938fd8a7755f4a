package im.throng.protocol.message;

import im.throng.protocol.error.RejectedException;

/// A conversation as one viewer names it: `all` is everybody, `u:ID` the direct conversation with
/// that user, `g:ID` a group. The same direct conversation has another name for each of the two.
public sealed interface ConversationName {

    /// The one conversation of everybody.
    ConversationName ALL = new All();

    /// Returns the name as it goes over the wire.
    String text();

    /// The conversation of everybody.
    record All() implements ConversationName {
        @Override
        public String text() {
            return "all";
        }
    }

    /// The direct conversation with a user, or with oneself: notes.
    record Direct(UserId peer) implements ConversationName {
        @Override
        public String text() {
            return "u:" + peer;
        }
    }

    /// A group.
    record Group(GroupId group) implements ConversationName {
        @Override
        public String text() {
            return "g:" + group;
        }
    }

    /// Reads a name, or refuses it by the field's name.
    static ConversationName parse(String field, String text) {
        if (text.equals("all")) {
            return ALL;
        }
        if (text.length() > 2 && text.length() < 19 && text.charAt(1) == ':'
                && isNumber(text, 2) && text.charAt(2) != '0') {
            long id = Limits.requireId(field, Long.parseLong(text, 2, text.length(), 10));
            if (text.charAt(0) == 'u') {
                return new Direct(new UserId(id));
            }
            if (text.charAt(0) == 'g') {
                return new Group(new GroupId(id));
            }
        }
        throw RejectedException.invalid(field, "must be all, u:ID or g:ID");
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
