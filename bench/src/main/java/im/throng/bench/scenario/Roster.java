package im.throng.bench.scenario;

import im.throng.bench.load.Visitor;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who is online, as one client knows it from what it is told: while everybody is told of everybody
/// it follows the pushes; when that ends it drops its list, and when it begins again it reads it.
///
/// Threading: guarded by its lock.
final class Roster {

    private static final int PAGE = 500;

    private final Set<UserId> people = new TreeSet<>();
    private boolean everyone;
    private boolean stale = true;

    /// Takes a push.
    synchronized void heard(Push push) {
        if (!(push instanceof Push.PresenceChanged changed)) {
            return;
        }
        if (changed.everyone() != everyone) {
            everyone = changed.everyone();
            stale = true;
            people.clear();
        }
        for (Push.PresenceChange change : changed.changes()) {
            if (change.status() == Status.OFFLINE) {
                people.remove(change.userId());
            } else {
                people.add(change.userId());
            }
        }
    }

    /// Reads the list if what is known of it is none.
    void readIfStale(Visitor visitor) {
        synchronized (this) {
            if (!stale || !everyone) {
                return;
            }
            stale = false;
        }
        @Nullable UserId after = null;
        do {
            var page = (PresenceReply.OnlinePage) visitor.ask(
                    new PresenceRequest.ListOnline(after, PAGE));
            synchronized (this) {
                page.users().forEach(user -> people.add(user.userId()));
            }
            after = page.next();
        } while (after != null);
    }

    synchronized void begin(boolean everybodyIsTold) {
        everyone = everybodyIsTold;
    }

    synchronized boolean everyone() {
        return everyone;
    }

    /// Returns how many it holds that are not there.
    synchronized long ghosts(Set<UserId> there) {
        return people.stream().filter(id -> !there.contains(id)).count();
    }

    /// Returns how many are there that it does not hold.
    synchronized long missing(Set<UserId> there) {
        return there.stream().filter(id -> !people.contains(id)).count();
    }
}
