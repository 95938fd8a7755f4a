package im.throng.server.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StaggeredEpollTest {

    private static final EpollIoOps RESET = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLERR)
            .with(EpollIoOps.EPOLLRDHUP);
    /// As long as each socket takes to be dealt with.
    private static final long NANOS_EACH = StaggeredEpoll.ENDS_NANOS_MAX / 4;

    private final AtomicLong nanos = new AtomicLong();
    private final FakeEpoll system = new FakeEpoll();
    private final StaggeredEpoll epoll = new StaggeredEpoll(system, nanos::get);
    private final List<String> handled = new ArrayList<>();

    @Test
    void whoHasEndedStandsBehindThoseWhoSaySomething() throws Exception {
        Socket cut = registered("cut");
        Socket left = registered("left");
        Socket speaking = registered("speaking");
        system.reports(cut, RESET);
        system.reports(left, EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP));
        system.reports(speaking, EpollIoOps.EPOLLIN);
        turn();
        assertThat(handled).containsExactly("speaking", "cut", "left");
    }

    @Test
    void manyEndsAreSpreadOverTurnsOfWhichNoneSleeps() throws Exception {
        for (int i = 0; i < 10; i++) {
            system.reports(registered("cut " + i), RESET);
        }
        Socket speaking = registered("speaking");
        assertThat(turn()).isEqualTo(4);
        assertThat(handled).hasSize(4);
        assertThat(system.couldBlock).isTrue();
        system.reports(speaking, EpollIoOps.EPOLLIN);
        assertThat(turn()).isEqualTo(4);
        assertThat(handled.get(4)).isEqualTo("speaking");
        assertThat(system.couldBlock).isFalse();
        assertThat(turn()).isEqualTo(2);
        assertThat(system.couldBlock).isFalse();
        assertThat(turn()).isZero();
        assertThat(system.couldBlock).isTrue();
        handled.remove("speaking");
        assertThat(handled).containsExactlyElementsOf(
                IntStream.range(0, 10).mapToObj(i -> "cut " + i).toList());
    }

    @Test
    void whatIsClosedMeanwhileIsLeftAlone() throws Exception {
        Socket cut = registered("cut");
        Socket closed = registered("closed");
        system.reports(cut, RESET);
        system.reports(closed, RESET);
        cut.then = () -> closed.registration.cancel();
        turn();
        assertThat(handled).containsExactly("cut");
    }

    @Test
    void oneThatFailsHoldsUpNobody() throws Exception {
        Socket failing = registered("failing");
        failing.then = () -> {
            throw new IllegalStateException("planted");
        };
        system.reports(failing, RESET);
        system.reports(registered("cut"), RESET);
        turn();
        assertThat(handled).containsExactly("failing", "cut");
    }

    @Test
    void atTheEndNothingWaits() throws Exception {
        for (int i = 0; i < 10; i++) {
            system.reports(registered("cut " + i), RESET);
        }
        turn();
        epoll.prepareToDestroy();
        assertThat(turn()).isZero();
        assertThat(handled).hasSize(4);
        assertThat(system.ended).isTrue();
    }

    private int turn() {
        return epoll.run(new Loop());
    }

    private Socket registered(String name) throws Exception {
        var socket = new Socket(name);
        socket.registration = epoll.register(socket);
        return socket;
    }

    private final class Socket implements EpollIoHandle {

        private final String name;
        private IoRegistration registration = new Registration(this);
        private Runnable then = () -> { };

        Socket(String name) {
            this.name = name;
        }

        @Override
        public FileDescriptor fd() {
            throw new UnsupportedOperationException("nobody asks here");
        }

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            nanos.addAndGet(NANOS_EACH);
            handled.add(name);
            then.run();
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    /// Epoll, as far as it reports.
    private static final class FakeEpoll implements IoHandler {

        private final List<Runnable> reports = new ArrayList<>();
        private boolean couldBlock;
        private boolean ended;

        void reports(Socket socket, EpollIoOps ops) {
            EpollIoEvent event = () -> ops;
            var registration = (Registration) socket.registration;
            reports.add(() -> registration.handle.handle(registration, event));
        }

        @Override
        public int run(IoHandlerContext context) {
            couldBlock = context.canBlock();
            List<Runnable> due = List.copyOf(reports);
            reports.clear();
            due.forEach(Runnable::run);
            return 0;
        }

        @Override
        public void prepareToDestroy() {
            ended = true;
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            return new Registration(handle);
        }

        @Override
        public void wakeup() {
            throw new UnsupportedOperationException("nobody sleeps here");
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }
    }

    private static final class Registration implements IoRegistration {

        private final IoHandle handle;
        private boolean valid = true;

        Registration(IoHandle handle) {
            this.handle = handle;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // So is it declared.
        public <T> T attachment() {
            throw new UnsupportedOperationException("nobody asks here");
        }

        @Override
        public long submit(IoOps ops) {
            return 0;
        }

        @Override
        public boolean isValid() {
            return valid;
        }

        @Override
        public boolean cancel() {
            boolean was = valid;
            valid = false;
            return was;
        }
    }

    private static final class Loop implements IoHandlerContext {

        @Override
        public boolean canBlock() {
            return true;
        }

        @Override
        public long delayNanos(long now) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return 0;
        }
    }
}
