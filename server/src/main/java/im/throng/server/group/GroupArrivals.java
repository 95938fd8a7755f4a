package im.throng.server.group;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Farewell;
import im.throng.server.session.Connection;
import im.throng.server.session.Entrance;
import im.throng.server.session.SessionListener;
import im.throng.server.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets connections hear their groups: after the login's reply, in batches, one at a time, so that
/// many who come at once slow nobody else down (P-12).
///
/// The queue is bounded by the connections there are: each stands in it once.
///
/// Threading: any thread; the batches run on one of its own.
public final class GroupArrivals implements Entrance, SessionListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupArrivals.class);
    private static final int BATCH_MAX = 200;
    private static final long RETRY_MS = 500;

    private final Entrance delivery;
    private final GroupStore groups;
    private final Map<Connection, Long> opened = new ConcurrentHashMap<>();
    private final BlockingQueue<GroupStore.Arrival> waiting = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("group-arrivals").unstarted(this::run);

    /// Creates it.
    ///
    /// @param delivery learns of each connection before
    public GroupArrivals(Entrance delivery, GroupStore groups) {
        this.delivery = delivery;
        this.groups = groups;
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    /// What moves from here on may be missed by what the client reads next, if it does not wait for
    /// the login's answer.
    @Override
    public void opened(Connection connection, UserSession session) {
        if (!connection.isClassic()) {
            opened.put(connection, groups.moves());
        }
    }

    @Override
    public void closed(Connection connection, UserSession session) {
        opened.remove(connection);
    }

    @Override
    public void entered(Connection connection) {
        delivery.entered(connection);
        UserSession session = connection.session();
        Long since = opened.remove(connection);
        if (session != null && since != null) {
            waiting.add(new GroupStore.Arrival(connection, session.userId(), since));
        }
    }

    @Override
    public void left(Connection connection) {
        delivery.left(connection);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                List<GroupStore.Arrival> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH_MAX - 1);
                arrive(batch);
            }
        } catch (InterruptedException stopped) {
            // The server stops.
        }
    }

    /// Tries until the store takes it: until then these connections hear of no group.
    private void arrive(List<GroupStore.Arrival> batch) throws InterruptedException {
        do {
            batch.removeIf(arrival -> arrival.connection().isOver());
            try {
                if (!batch.isEmpty()) {
                    groups.arrive(batch);
                }
                return;
            } catch (RejectedException unavailable) {
                if (unavailable.code() != ErrorCode.UNAVAILABLE) {
                    arriveSingly(batch);
                    return;
                }
                log.warn("{} connections wait for their groups: {}", batch.size(),
                        unavailable.words());
            }
        } while (!closed.await(RETRY_MS, TimeUnit.MILLISECONDS));
    }

    /// One whose groups cannot be read must not keep the others waiting: it is sent away, so that
    /// its client knows that something is wrong and comes back.
    private void arriveSingly(List<GroupStore.Arrival> batch) {
        for (GroupStore.Arrival arrival : batch) {
            try {
                groups.arrive(List.of(arrival));
            } catch (RejectedException failure) {
                log.error("the groups of user {} cannot be read: {}", arrival.user(),
                        failure.words());
                arrival.connection().end(Farewell.UNAVAILABLE,
                        "your groups cannot be read now");
            }
        }
    }
}
