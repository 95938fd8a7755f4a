package im.throng.micro;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.nio.charset.StandardCharsets;

/// Messages as they are every day: a text of 100 bytes, to everybody.
final class Samples {

    /// A native request as it comes in a frame.
    static final byte[] SEND = utf8("{\"type\":\"message.send\",\"id\":17,\"data\":{\"to\":\"all\","
            + "\"key\":\"0c2f5d0e-8c1b-4a57-9d5b-3f6f4b1f0001\",\"text\":\"" + text() + "\"}}");
    /// What a classic client says, JSON inside a string.
    static final byte[] CLASSIC_SAY = utf8("{\"type\":\"SmsMes\",\"data\":\"{\\\"content\\\":\\\""
            + text() + "\\\",\\\"userId\\\":100,\\\"userName\\\":\\\"\\\",\\\"userStatus\\\":0,"
            + "\\\"sex\\\":\\\"\\\"}\"}");

    private static final int TEXT_BYTES = 100;
    private static final long AT = 1_790_000_000_000L;
    private static final UserId SENDER = new UserId(100);

    private Samples() {}

    static Push.NewEntry push() {
        return new Push.NewEntry(new Entry(ConversationName.ALL, 123_456, SENDER, "小明", AT,
                body()));
    }

    static ChatRequest.SendMessage send(String key) {
        return new ChatRequest.SendMessage(ConversationName.ALL, key, body());
    }

    static UserSession session() {
        return new UserSession(new SessionId("one"),
                new User(SENDER, "小明", "", "", "", AT, Role.USER), "micro", "127.0.0.1", AT,
                true);
    }

    private static EntryBody.Text body() {
        return new EntryBody.Text(text(), null, Mentions.NONE);
    }

    private static String text() {
        return "a few words, ".repeat(TEXT_BYTES).substring(0, TEXT_BYTES);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
