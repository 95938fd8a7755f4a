package im.throng.server.gateway.tcp;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Netty's epoll, but sockets whose peer has ended stand behind all others: when thousands are cut
/// at once, the system reports them before whatever comes after, and to close them all takes
/// the loop a second in which nobody else is read.
///
/// ```
///  a turn of the loop:  sockets that have something | ends, for a moment | what others want of it
/// ```
///
/// Threading: confined to the event loop, but for [#wakeup].
final class StaggeredEpoll implements IoHandler {

    private static final Logger log = LoggerFactory.getLogger(StaggeredEpoll.class);
    /// How long a turn is at most longer by ends; one is dealt with however long it takes.
    static final long ENDS_NANOS_MAX = 500_000;

    private final IoHandler epoll;
    private final LongSupplier nanoTime;
    private final Queue<End> ends = new ArrayDeque<>();
    private final Context context = new Context();

    /// Decorates a handler of epoll.
    ///
    /// @param nanoTime as [System#nanoTime]
    StaggeredEpoll(IoHandler epoll, LongSupplier nanoTime) {
        this.epoll = epoll;
        this.nanoTime = nanoTime;
    }

    /// Decorates each handler that a factory makes.
    static IoHandlerFactory over(IoHandlerFactory epoll) {
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor loop) {
                return new StaggeredEpoll(epoll.newHandler(loop), System::nanoTime);
            }

            @Override
            public boolean isChangingThreadSupported() {
                return epoll.isChangingThreadSupported();
            }
        };
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext loop) {
        context.loop = loop;
        return epoll.run(context) + handleEnds();
    }

    @Override
    public void prepareToDestroy() {
        // Those that stand in the line are closed with all others.
        ends.clear();
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return epoll.register(handle instanceof EpollIoHandle socket ? new Handle(socket) : handle);
    }

    /// Any thread.
    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return epoll.isCompatible(type);
    }

    private int handleEnds() {
        if (ends.isEmpty()) {
            return 0;
        }
        int handled = 0;
        long began = nanoTime.getAsLong();
        do {
            handle(ends.remove());
            handled++;
        } while (!ends.isEmpty() && nanoTime.getAsLong() - began < ENDS_NANOS_MAX);
        return handled;
    }

    /// What is wrong with one socket must not end the loop.
    private static void handle(End end) {
        // Whoever has closed the socket meanwhile has taken it out.
        if (!end.registration().isValid()) {
            return;
        }
        try {
            end.socket().handle(end.registration(), end.event());
        } catch (RuntimeException e) {
            log.error("a socket's end failed", e);
        }
    }

    private static boolean isEnd(IoEvent event) {
        if (!(event instanceof EpollIoEvent epollEvent)) {
            return false;
        }
        EpollIoOps ops = epollEvent.ops();
        return ops.contains(EpollIoOps.EPOLLERR) || ops.contains(EpollIoOps.EPOLLRDHUP);
    }

    private record End(EpollIoHandle socket, IoRegistration registration, IoEvent event) {}

    /// A socket whose ends are noted, to be dealt with later. What closing it throws is what the
    /// socket says.
    @SuppressWarnings("try")
    private final class Handle implements EpollIoHandle {

        private final EpollIoHandle socket;

        Handle(EpollIoHandle socket) {
            this.socket = socket;
        }

        @Override
        public FileDescriptor fd() {
            return socket.fd();
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            if (isEnd(event)) {
                ends.add(new End(socket, registration, event));
            } else {
                socket.handle(registration, event);
            }
        }

        @Override
        public void registered() {
            socket.registered();
        }

        @Override
        public void unregistered() {
            socket.unregistered();
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }

    /// The loop as epoll sees it: while ends wait it must not go to sleep.
    private final class Context implements IoHandlerContext {

        private IoHandlerContext loop = new NoLoop();

        @Override
        public boolean canBlock() {
            return ends.isEmpty() && loop.canBlock();
        }

        @Override
        public long delayNanos(long now) {
            return loop.delayNanos(now);
        }

        @Override
        public long deadlineNanos() {
            return loop.deadlineNanos();
        }

        @Override
        public void reportActiveIoTime(long nanos) {
            loop.reportActiveIoTime(nanos);
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return loop.shouldReportActiveIoTime();
        }
    }

    /// Before the first turn nobody asks.
    private static final class NoLoop implements IoHandlerContext {

        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long now) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return -1;
        }
    }
}
