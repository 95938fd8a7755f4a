package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Many logins by password at once, each of which costs much.
class HashFloodTest {

    private static final int LOGINS = 24;

    /// Whoever has a token is not kept waiting by who has none.
    @Test
    void aResumeWaitsForNoPassword() {
        try (var server = TestServer.started("accounts.argon2-memory-kib", "65536",
                        "accounts.argon2-iterations", "6", "accounts.hash-threads", "1",
                        "timeouts.login-wait-ms", "60000");
                var first = server.open()) {
            var person = server.newPerson();
            var token = first.ask("account.login", person.credentials()).path("token")
                    .stringValue("");
            var crowd = new ArrayList<NativeClient>();
            for (int i = 0; i < LOGINS; i++) {
                var client = server.open();
                client.post("account.login", person.credentials());
                crowd.add(client);
            }
            try (var back = server.open()) {
                back.ask("account.resume", Json.object("token", token));
                assertThat(back.say("I am back", "k")).isEqualTo(1);
                long waiting = crowd.stream()
                        .filter(client -> client.next(Duration.ofMillis(1)).isEmpty()).count();
                assertThat(waiting).as("logins that still wait").isPositive();
            }
            crowd.forEach(NativeClient::close);
        }
    }
}
