package im.throng.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.throng.Alone;
import im.throng.conformance.ClassicClient;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.ResourceLeakDetector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// However a connection ends, nothing of it stays: descriptors, sessions' connections, presence
/// and buffers are back where they were.
@Alone
class ReleaseIT {

    private static final int CONNECTIONS_PER_WAY = 143;
    private static final int PERSONS = 20;
    private static final long BUFFER_SLACK_BYTES = 8L << 20;

    private final TestServer server = TestServer.with(
            "limits.sessions-per-user", "1000", "timeouts.heartbeat-ms", "800",
            "timeouts.first-frame-ms", "800", "presence.offline-after-ms", "100");
    private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();
    private final Logger leakLog =
            (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final ResourceLeakDetector.Level levelBefore = ResourceLeakDetector.getLevel();
    private List<Person> persons = List.of();

    /// A way in which a connection ends, as the client has its part in it.
    private interface Ending {
        void end(NativeClient client);
    }

    @BeforeEach
    void start() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        leaks.start();
        leakLog.addAppender(leaks);
        server.start();
        persons = IntStream.range(0, PERSONS).mapToObj(_ -> server.newPerson()).toList();
    }

    @AfterEach
    void stop() {
        leakLog.detachAppender(leaks);
        ResourceLeakDetector.setLevel(levelBefore);
        server.close();
    }

    @Test
    void aThousandConnectionsEndedInEveryWayLeaveNothing() throws Exception {
        var watcherPerson = server.newPerson();
        endInEveryWay(20);
        try (var watcher = server.login(watcherPerson)) {
            settle(watcher);
        }
        var descriptors = settledDescriptors();
        long bufferBytes = bufferBytes();
        endInEveryWay(CONNECTIONS_PER_WAY);
        try (var watcher = server.login(watcherPerson)) {
            settle(watcher);
        }
        await().atMost(RawConnection.DEADLINE).untilAsserted(
                () -> assertThat(descriptors()).hasSizeLessThanOrEqualTo(descriptors.size()));
        assertThat(bufferBytes()).as("bytes of buffers")
                .isLessThanOrEqualTo(bufferBytes + BUFFER_SLACK_BYTES);
        assertNoConnectionIsLeft();
        assertNoLeak();
    }

    private void endInEveryWay(int count) throws IOException {
        endAll(count, client -> {
            client.ask("account.logout", "{}");
            client.expectGoodbye(200, false);
        });
        endAll(count, NativeClient::close);
        endAll(count, client -> {
            client.say("going", "k" + System.nanoTime());
            client.raw().reset();
        });
        endAll(count, client -> {
            client.raw().write(RawConnection.frames("[", "]", "{"));
            client.expectGoodbye(400, false);
        });
        endAll(count, client -> {
            client.raw().writeLength(Integer.MAX_VALUE);
            client.raw().expectEndAfterAnything();
        });
        endAll(count, client -> {
            client.raw().write(new byte[] {0, 0, 1, 0, '{'});
            client.raw().reset();
        });
        endByClassicClients(count / 4);
        endByKillingTheirProcess(count / 2);
        endByTimeout(count);
    }

    private void endAll(int count, Ending ending) {
        for (int i = 0; i < count; i++) {
            try (var client = server.login(persons.get(i % PERSONS))) {
                ending.end(client);
            }
        }
    }

    private void endByClassicClients(int count) {
        for (int i = 0; i < count; i++) {
            try (var client = server.classicLogin(persons.get(i % PERSONS));
                    var broken = server.classicLogin(persons.get(i % PERSONS))) {
                client.say("going");
                broken.send("SmsMes", "nonsense");
                broken.raw().expectEndAfterAnything();
            }
        }
    }

    private void endByKillingTheirProcess(int count) throws IOException {
        var command = ServerProcess.java(List.of("-XX:TieredStopAtLevel=1"));
        var person = persons.getFirst();
        command.addAll(List.of(Visitors.class.getName(), Integer.toString(server.port()),
                Integer.toString(count), Long.toString(person.id()), person.password()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(output.readLine()).isEqualTo(count + " are there");
        } finally {
            process.destroyForcibly();
        }
    }

    /// Some say nothing at all, some stop within the first frame, some after their login.
    private void endByTimeout(int count) {
        var silent = new ArrayList<RawConnection>();
        for (int i = 0; i < count; i++) {
            var client = server.connect();
            silent.add(client);
            switch (i % 4) {
                case 0 -> { }
                case 1 -> client.write(new byte[] {0, 0, 1});
                case 2 -> new NativeClient(client).ask("account.login",
                        persons.get(i % PERSONS).credentials());
                default -> new ClassicClient(client).send("LogoutMes", "");
            }
            if (i % 4 == 3) {
                // This dialect has no timeout of its own.
                client.endOutput();
            }
        }
        silent.forEach(RawConnection::expectEndAfterAnything);
        silent.forEach(RawConnection::close);
    }

    /// Waits until nobody but the watcher is online.
    private static void settle(NativeClient watcher) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
                assertThat(watcher.ask("presence.online", "{}").path("total").intValue(-1))
                        .isEqualTo(1));
    }

    private void assertNoConnectionIsLeft() {
        for (var person : persons) {
            try (var client = server.login(person)) {
                var connected = 0;
                for (var session : client.ask("account.sessions", "{}").path("sessions")) {
                    connected += session.path("connections").intValue(-1);
                }
                assertThat(connected).isEqualTo(1);
            }
        }
    }

    /// A buffer that was lost is noticed when its garbage is collected and another is taken.
    private void assertNoLeak() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            assertNoConnectionIsLeft();
        }
        assertThat(leaks.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    private static long bufferBytes() {
        var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return metric.usedDirectMemory() + metric.usedHeapMemory();
    }

    private static List<String> settledDescriptors() {
        var seen = new ArrayList<List<String>>(List.of(List.of()));
        await().atMost(RawConnection.DEADLINE).pollInterval(Duration.ofMillis(150)).until(() -> {
            seen.add(descriptors());
            return seen.get(seen.size() - 2).equals(seen.getLast());
        });
        return seen.getLast();
    }

    private static List<String> descriptors() {
        return ServerProcess.descriptors("self");
    }
}
