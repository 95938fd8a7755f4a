package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A connection that speaks HTTP/1.1, in the bytes that a test wants.
///
/// Threading: one thread.
final class HttpTalk implements AutoCloseable {

    private final RawConnection connection;

    HttpTalk(RawConnection connection) {
        this.connection = connection;
    }

    /// An answer as it came.
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() {
            return Json.parse(body);
        }

        Answer expect(int wanted) {
            assertThat(status).as("%s", this).isEqualTo(wanted);
            return this;
        }
    }

    RawConnection raw() {
        return connection;
    }

    /// Sends a request without a body, and reads its answer.
    Answer get(String target, String... headers) {
        send("GET", target, "", headers);
        return read();
    }

    /// Sends a request with a body, and reads its answer.
    Answer post(String target, String body, String... headers) {
        send("POST", target, body, headers);
        return read();
    }

    /// Sends a request; header lines have no end.
    void send(String method, String target, String body, String... headers) {
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.getBytes(UTF_8).length)
                    .append("\r\n");
        }
        write(request + "\r\n" + body);
    }

    void write(String text) {
        connection.write(text.getBytes(UTF_8));
    }

    /// Reads an answer with the body that its length announces.
    Answer read() {
        return read(true);
    }

    /// Reads an answer.
    ///
    /// @param withBody whether a body follows the head
    Answer read(boolean withBody) {
        String[] lines = connection.readHead().split("\r\n", -1);
        assertThat(lines[0]).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            String[] parts = lines[i].split(": ", 2);
            headers.put(parts[0], parts[1]);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = withBody ? new String(connection.readBytes(length), UTF_8) : "";
        return new Answer(status, headers, body);
    }

    @Override
    public void close() {
        connection.close();
    }
}
