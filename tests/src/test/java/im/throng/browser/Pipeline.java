package im.throng.browser;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.NativeClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// Requests that do not wait for one another, for what a test needs before it begins.
final class Pipeline {

    private static final int UNANSWERED_MOST = 200;

    private Pipeline() {}

    /// Asks so often, with some requests on their way at a time, and requires each to be done.
    /// Returns the `data` of the replies.
    static List<JsonNode> ask(NativeClient client, String type, int count,
            IntFunction<String> data) {
        var replies = new ArrayList<JsonNode>();
        var asked = new ArrayDeque<Long>();
        for (int i = 0; i < count; i++) {
            asked.add(client.post(type, data.apply(i)));
            if (asked.size() == UNANSWERED_MOST) {
                replies.add(reply(client, asked.remove()));
            }
        }
        asked.forEach(id -> replies.add(reply(client, id)));
        return replies;
    }

    /// Asks each of these clients once. They come in the order of their numbers.
    static void askEach(List<NativeClient> clients, String type, IntFunction<String> data) {
        var asked = new ArrayList<Long>();
        for (int i = 0; i < clients.size(); i++) {
            asked.add(clients.get(i).post(type, data.apply(i)));
        }
        for (int i = 0; i < clients.size(); i++) {
            reply(clients.get(i), asked.get(i));
        }
    }

    private static JsonNode reply(NativeClient client, long id) {
        var reply = client.reply(id);
        assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(200);
        return reply.path("data");
    }
}
