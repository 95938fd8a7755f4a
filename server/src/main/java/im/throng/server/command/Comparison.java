package im.throng.server.command;

import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.UserStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares two stores account by account. It tells which fields differ, never what is in them.
///
/// Threading: used by one thread.
final class Comparison {

    private final Walk left;
    private final Walk right;
    private final int listedMax;
    private final Progress progress;
    private final List<String> listed = new ArrayList<>();
    private long equal;
    private long different;

    /// Creates a comparison.
    ///
    /// @param listedMax how many differences are listed
    Comparison(UserStore left, UserStore right, int listedMax, Progress progress) {
        this.left = new Walk(left);
        this.right = new Walk(right);
        this.listedMax = listedMax;
        this.progress = progress;
    }

    /// Walks through both, in the order of the ids.
    void run() {
        while (left.current() != null || right.current() != null) {
            Account one = left.current();
            Account other = right.current();
            int order = one == null ? 1 : other == null ? -1 : id(one).compareTo(id(other));
            if (order < 0 && one != null) {
                note(id(one), "is only in the first store");
                left.next();
            } else if (order > 0 && other != null) {
                note(id(other), "is only in the second store");
                right.next();
            } else if (one != null && other != null) {
                compare(one, other);
                left.next();
                right.next();
            }
            progress.reached(equal + different);
        }
    }

    long equal() {
        return equal;
    }

    long different() {
        return different;
    }

    List<String> listed() {
        return listed;
    }

    private void compare(Account one, Account other) {
        if (one.equals(other)) {
            equal++;
            return;
        }
        User a = one.user();
        User b = other.user();
        List<String> fields = new ArrayList<>();
        add(fields, "name", a.userName().equals(b.userName()));
        add(fields, "sex", a.sex().equals(b.sex()));
        add(fields, "bio", a.bio().equals(b.bio()));
        add(fields, "avatar", a.avatar().equals(b.avatar()));
        add(fields, "role", a.role() == b.role());
        add(fields, "createdAt", a.createdAt() == b.createdAt());
        add(fields, "password", one.secret().equals(other.secret()));
        note(id(one), "differs in " + String.join(", ", fields));
    }

    private static void add(List<String> fields, String name, boolean same) {
        if (!same) {
            fields.add(name);
        }
    }

    private void note(UserId id, String what) {
        different++;
        if (listed.size() < listedMax) {
            listed.add("user " + id + " " + what);
        }
    }

    private static UserId id(Account account) {
        return account.user().userId();
    }

    /// One store's accounts, a page in memory.
    private static final class Walk {

        private static final int PAGE = 1_000;

        private final UserStore store;
        private List<Account> page;
        private int place;

        Walk(UserStore store) {
            this.store = store;
            this.page = store.accountsAfter(0, PAGE);
        }

        @Nullable Account current() {
            return place < page.size() ? page.get(place) : null;
        }

        void next() {
            place++;
            if (place == page.size()) {
                page = store.accountsAfter(page.getLast().user().userId().value(), PAGE);
                place = 0;
            }
        }
    }
}
