package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Two who talk by every door while others do harm: what they ask must be done, on connections that
/// stay.
///
/// Threading: one thread.
final class Bystanders implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Person speaker;
    private final Person hearer;
    private final NativeClient framed;
    private final NativeClient web;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();
    private final String bearer;
    private int rounds;

    /// Logs both in: the speaker by frames, the hearer by WebSocket and HTTP.
    Bystanders(int port, Person speaker, Person hearer) {
        this.port = port;
        this.speaker = speaker;
        this.hearer = hearer;
        this.framed = new NativeClient(RawConnection.open(port));
        framed.ask("account.login", speaker.credentials());
        this.web = new NativeClient(RawConnection.openWebSocket(port));
        this.bearer = "Bearer " + web.ask("account.login", hearer.credentials())
                .path("token").stringValue("");
    }

    /// Says something, and has it read by the other doors.
    void talk() throws IOException, InterruptedException {
        rounds++;
        String text = "round " + rounds;
        long seq = framed.ask("message.send", Json.object("to", "u:" + hearer.id(),
                "key", text, "text", text)).path("seq").longValue(-1);
        String read = Json.object("conversation", "u:" + speaker.id(), "after", seq - 1);
        assertThat(web.ask("message.history", read).path("entries").path(0).path("text")
                .stringValue("")).isEqualTo(text);
        assertThat(get("/api/conversations/u:" + speaker.id() + "/messages?after=" + (seq - 1)))
                .contains(text);
        assertThat(get("/healthz")).isEqualTo("alive\n");
        // What the others say to everybody is taken meanwhile.
        framed.listen(PAUSE);
        web.listen(PAUSE);
    }

    /// Returns how often they have talked.
    int rounds() {
        return rounds;
    }

    private String get(String target) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(PATIENCE).header("Authorization", bearer).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        framed.close();
        web.close();
        http.shutdownNow();
        http.close();
    }
}
