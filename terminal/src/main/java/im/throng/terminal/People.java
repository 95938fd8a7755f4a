package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.CommandParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The users seen so far, so that they can be named by what they are called.
///
/// Threading: guarded by itself.
final class People {

    private static final int PEOPLE_MAX = 2_000;

    private final Map<UserId, String> names = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, String> eldest) {
            return size() > PEOPLE_MAX;
        }
    };

    /// Notes what a user is called.
    synchronized void seen(UserId user, String name) {
        names.put(user, name);
    }

    /// Returns the users seen, the newest first.
    synchronized Map<UserId, String> all() {
        return new LinkedHashMap<>(names).reversed();
    }

    /// Returns what a user is called, or the id if that is not known.
    synchronized String nameOf(UserId user) {
        return names.getOrDefault(user, user.toString());
    }

    /// Finds a user by id, or by a name that only one of those seen has.
    synchronized Optional<UserId> find(String typed) {
        Optional<UserId> id = CommandParser.parseId(typed);
        if (id.isPresent()) {
            return id;
        }
        List<UserId> called = names.entrySet().stream()
                .filter(one -> one.getValue().equalsIgnoreCase(typed.strip()))
                .map(Map.Entry::getKey).toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    /// Finds whom a text mentions: `@` and an id or a name, the longest that fits.
    synchronized Mentions mentionedIn(String text) {
        Set<UserId> mentioned = new LinkedHashSet<>();
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            String rest = text.substring(at + 1);
            longestName(rest).or(() -> leadingId(rest)).ifPresent(mentioned::add);
        }
        return mentioned.isEmpty() ? Mentions.NONE : new Mentions(false,
                new ArrayList<>(mentioned).subList(0,
                        Math.min(mentioned.size(), Limits.MENTIONS_MAX)));
    }

    /// Tells whether an entry of somebody else addresses this user: said to nobody else, by a
    /// mention, or by `@` and the name or the id in the text, as clients without mentions do.
    static boolean isFor(User self, Entry entry) {
        if (entry.from().equals(self.userId())) {
            return false;
        }
        if (entry.conversation() instanceof ConversationName.Direct) {
            return true;
        }
        return switch (entry.body()) {
            case EntryBody.Text text -> text.mentions().everybody()
                    || text.mentions().users().contains(self.userId())
                    || names(text.text(), self.userName())
                    || names(text.text(), self.userId().toString());
            case EntryBody.Event _, EntryBody.Unknown _ -> false;
        };
    }

    private static boolean names(String text, String name) {
        String lower = text.toLowerCase(Locale.ROOT);
        String sought = "@" + name.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + 1)) {
            if (endsWord(lower, at + sought.length())) {
                return true;
            }
        }
        return false;
    }

    private Optional<UserId> longestName(String rest) {
        UserId best = null;
        int length = 0;
        for (Map.Entry<UserId, String> one : names.entrySet()) {
            String name = one.getValue();
            if (name.length() > length && rest.regionMatches(true, 0, name, 0, name.length())
                    && endsWord(rest, name.length())) {
                best = one.getKey();
                length = name.length();
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<UserId> leadingId(String rest) {
        int end = 0;
        while (end < rest.length() && Character.isDigit(rest.charAt(end))) {
            end++;
        }
        return CommandParser.parseId(rest.substring(0, end)).filter(names::containsKey);
    }

    /// Letters and digits of the Latin kind go on with a word; Chinese writes without spaces.
    private static boolean endsWord(String text, int at) {
        return at >= text.length() || text.charAt(at) >= 0x2E80
                || !Character.isLetterOrDigit(text.charAt(at))
                || text.charAt(at - 1) >= 0x2E80;
    }
}
