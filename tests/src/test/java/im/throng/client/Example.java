package im.throng.client;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;

/// The example that the documentation of [ThrongClient] shows.
final class Example {

    private Example() {}

    static void run(String host, int port) {
        ThrongListener listener = new ThrongListener() {
            @Override
            public void message(Entry entry) {
                System.out.println(entry.fromName() + ": " + entry.body());
            }
        };
        try (ThrongClient client = ThrongClient.builder()
                .host(host).port(port).listener(listener).build()) {
            UserId me = client.register("a good password", "Ada");
            client.login(me, "a good password");
            client.send(ConversationName.ALL, "hello, everybody");
            client.history(ConversationName.ALL, new HistoryRange.Newest(), 20)
                    .entries().forEach(listener::message);
        }
    }
}
