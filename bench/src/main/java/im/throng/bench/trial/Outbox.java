package im.throng.bench.trial;

import im.throng.bench.check.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a user has yet to send, or to send again, on whichever connection is there.
///
/// Threading: any thread.
final class Outbox {

    private final List<Message> due = new ArrayList<>();
    private final Set<Message> open = new HashSet<>();

    /// Notes a message that is to be sent until it is answered.
    synchronized void open(Message message) {
        open.add(message);
    }

    /// Has a message sent again if it is still open; the same one may be due more than once, and
    /// then goes out on two connections at a time.
    synchronized void again(Message message, int copies) {
        for (int i = 0; i < copies && open.contains(message); i++) {
            due.add(message);
        }
    }

    /// Notes that a message was answered.
    synchronized void settle(Message message) {
        open.remove(message);
    }

    /// Takes any message that is due; null if there is none.
    synchronized @Nullable Message take(SplittableRandom random) {
        while (!due.isEmpty()) {
            Message last = due.removeLast();
            Message taken = last;
            if (!due.isEmpty()) {
                taken = due.set(random.nextInt(due.size()), last);
            }
            if (open.contains(taken)) {
                return taken;
            }
        }
        return null;
    }

    synchronized int openCount() {
        return open.size();
    }
}
