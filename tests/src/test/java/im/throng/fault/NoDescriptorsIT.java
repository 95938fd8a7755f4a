package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.Alone;
import im.throng.conformance.NativeClient;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A server that has no file descriptor left for another connection.
@Alone
class NoDescriptorsIT {

    /// Some 200 are taken by the class path of the tests.
    private static final int DESCRIPTORS = 400;
    private static final List<String> FEW = List.of("sh", "-c",
            "ulimit -n " + DESCRIPTORS + " && exec \"$@\"", "sh");

    @Test
    void whoIsConnectedGoesOnAndOthersComeInWhenDescriptorsAreFree() {
        var data = TestServer.newFolder();
        // More than there are descriptors for, so that accepting fails.
        var plan = ServerProcess.Plan.on(data).startedBy(FEW)
                .with("limits.connections", "100000");
        try (var server = ServerProcess.ready(plan)) {
            var person = server.register(1, "password");
            try (var client = server.open()) {
                client.ask("account.login", person.credentials());
                client.say("before", "before");
                var crowd = crowd(server, 2 * DESCRIPTORS);
                await().until(() -> log(server).contains("no connection can be accepted"));
                var before = server.cpu();
                long begin = System.nanoTime();
                for (int i = 0; System.nanoTime() - begin < 2_000_000_000L; i++) {
                    client.say("during", "during" + i);
                    client.listen(Duration.ofMillis(100));
                }
                assertThat(server.cpu().minus(before)).as("it does not spin")
                        .isLessThan(Duration.ofMillis(1500));
                crowd.forEach(RawConnection::close);
                assertServedAgain(server);
                client.ask("ping", "{}");
            }
            assertThat(log(server).split("no connection can be accepted", -1))
                    .as("told once").hasSize(2);
            assertThat(server.isAlive()).isTrue();
        }
        TestServer.deleteFolder(data);
    }

    @Test
    void byDefaultItLetsInNoMoreThanItHasDescriptorsFor() {
        var data = TestServer.newFolder();
        try (var server = ServerProcess.ready(ServerProcess.Plan.on(data).startedBy(FEW))) {
            var person = server.register(1, "password");
            try (var client = server.open()) {
                client.ask("account.login", person.credentials());
                var crowd = crowd(server, 2 * DESCRIPTORS);
                await().until(() -> log(server).contains("as many as there may be"));
                client.say("during", "during");
                assertThat(log(server)).doesNotContain("no connection can be accepted");
                crowd.forEach(RawConnection::close);
                assertServedAgain(server);
            }
        }
        TestServer.deleteFolder(data);
    }

    private static String log(ServerProcess server) {
        return server.output() + server.errors();
    }

    private static List<RawConnection> crowd(ServerProcess server, int size) {
        var crowd = new ArrayList<RawConnection>();
        for (int i = 0; i < size; i++) {
            crowd.add(RawConnection.open(server.port()));
        }
        return crowd;
    }

    private static void assertServedAgain(ServerProcess server) {
        try (NativeClient late = server.open()) {
            late.refused(401, "ping", "{}");
        }
    }
}
