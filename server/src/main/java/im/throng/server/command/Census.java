package im.throng.server.command;

import im.throng.server.account.Account;
import java.util.ArrayList;
import java.util.List;

/// What a first reading of a file finds: how many accounts, and which lines are wrong.
///
/// Threading: used by one thread.
final class Census implements AccountFile.Visitor {

    private static final int LISTED_MAX = 200;

    private final List<String> listed = new ArrayList<>();
    private long accounts;
    private long wrong;

    @Override
    public void account(Account account) {
        accounts++;
    }

    @Override
    public void wrong(long line, String why) {
        wrong++;
        if (listed.size() < LISTED_MAX) {
            listed.add("line " + line + ": " + why);
        }
    }

    long accounts() {
        return accounts;
    }

    long wrong() {
        return wrong;
    }

    /// Returns the wrong lines in words, the first few hundred.
    List<String> words() {
        List<String> words = new ArrayList<>(listed);
        if (wrong > listed.size()) {
            words.add("and " + (wrong - listed.size()) + " more");
        }
        return words;
    }
}
