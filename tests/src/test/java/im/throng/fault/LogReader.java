package im.throng.fault;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import java.util.ArrayList;
import java.util.List;

/// Reads the whole log of the conversation `all`, page by page, as any client would.
final class LogReader {

    private LogReader() {}

    /// One entry of the log.
    record Entry(long seq, long from, String text) {}

    static List<Entry> readAll(ServerProcess server, Person reader) {
        try (var client = server.open()) {
            client.ask("account.login", reader.credentials());
            return readAll(client);
        }
    }

    /// Reads by a client that is logged in.
    static List<Entry> readAll(NativeClient client) {
        var log = new ArrayList<Entry>();
        var more = true;
        while (more) {
            long after = log.isEmpty() ? 0 : log.getLast().seq();
            var page = client.ask("message.history",
                    Json.object("conversation", "all", "after", after, "limit", 200));
            page.path("entries").forEach(e -> log.add(new Entry(
                    e.path("seq").longValue(-1), e.path("from").longValue(-1),
                    e.path("text").stringValue(""))));
            more = page.path("more").booleanValue();
        }
        return log;
    }
}
