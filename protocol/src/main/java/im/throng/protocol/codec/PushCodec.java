package im.throng.protocol.codec;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.GroupNews;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Push;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// Pushes as JSON, both ways.
///
/// Threading: immutable.
public final class PushCodec {

    private PushCodec() {}

    /// Writes a push.
    public static byte[] encode(Push push) {
        return Json.bytes(json -> {
            json.writeStringProperty("type", wireName(push));
            Json.object(json, "data", () -> writeData(json, push));
        });
    }

    /// Reads a push; empty if the type is unknown, which a client ignores.
    ///
    /// @throws RejectedException 422 if the server's push lacks something
    public static Optional<Push> decode(Envelope envelope) {
        Fields f = envelope.fields();
        return switch (envelope.type()) {
            case "message" -> Optional.of(new Push.NewEntry(EntryCodec.read(f)));
            case "read" -> Optional.of(new Push.ReadMoved(f.conversation("conversation"),
                    f.userId("userId"), f.integer("seq", 0, Limits.ID_MAX)));
            case "typing" -> Optional.of(new Push.Typing(
                    f.conversation("conversation"), f.userId("userId")));
            case "group" -> readNews(f);
            case "presence" -> Optional.of(new Push.PresenceChanged(
                    f.objects("changes", PushCodec::readChange),
                    (int) f.integer("online", 0, Integer.MAX_VALUE), f.flag("everyone")));
            case "hint" -> Optional.of(f.flag("all") ? new Push.EverythingMoved()
                    : new Push.HeadsMoved(ReplyReader.readHeads(f.object("heads"))));
            case "goodbye" -> Optional.of(readGoodbye(f));
            default -> Optional.empty();
        };
    }

    private static String wireName(Push push) {
        return switch (push) {
            case Push.NewEntry _ -> "message";
            case Push.ReadMoved _ -> "read";
            case Push.Typing _ -> "typing";
            case Push.GroupChanged _ -> "group";
            case Push.PresenceChanged _ -> "presence";
            case Push.HeadsMoved _, Push.EverythingMoved _ -> "hint";
            case Push.Goodbye _ -> "goodbye";
        };
    }

    private static void writeData(JsonGenerator json, Push push) {
        switch (push) {
            case Push.NewEntry p -> EntryCodec.write(json, p.entry());
            case Push.ReadMoved p -> {
                json.writeStringProperty("conversation", p.conversation().text());
                json.writeNumberProperty("userId", p.userId().value());
                json.writeNumberProperty("seq", p.seq());
            }
            case Push.Typing p -> {
                json.writeStringProperty("conversation", p.conversation().text());
                json.writeNumberProperty("userId", p.userId().value());
            }
            case Push.GroupChanged p -> {
                json.writeStringProperty("conversation", p.conversation().text());
                json.writeStringProperty("what", p.what().wireName());
            }
            case Push.PresenceChanged p -> {
                Json.objects(json, "changes", p.changes(), change -> writeChange(json, change));
                json.writeNumberProperty("online", p.online());
                json.writeBooleanProperty("everyone", p.everyone());
            }
            case Push.HeadsMoved p -> ReplyCodec.writeHeads(json, p.heads());
            case Push.EverythingMoved _ -> json.writeBooleanProperty("all", true);
            case Push.Goodbye p -> {
                json.writeNumberProperty("code", p.reason().number());
                json.writeStringProperty("error", p.error());
                json.writeBooleanProperty("reconnect", p.reason().reconnect());
                json.writeNumberProperty("afterMs", p.afterMs());
            }
        }
    }

    private static void writeChange(JsonGenerator json, Push.PresenceChange change) {
        json.writeNumberProperty("userId", change.userId().value());
        json.writeStringProperty("userName", change.userName());
        json.writeStringProperty("status", change.status().wireName());
        if (change.lastSeen() != null) {
            json.writeNumberProperty("lastSeen", change.lastSeen());
        }
    }

    private static Push.PresenceChange readChange(Fields f) {
        return new Push.PresenceChange(f.userId("userId"), f.text("userName"),
                ReplyReader.readStatus(f.text("status")),
                f.optionalInteger("lastSeen", 0, Limits.ID_MAX));
    }

    /// News that this program does not know is ignored, as an unknown push is.
    private static Optional<Push> readNews(Fields f) {
        String what = f.text("what");
        return Stream.of(GroupNews.values()).filter(news -> news.wireName().equals(what))
                .map(news -> (Push) new Push.GroupChanged(
                        new ConversationName.Group(GroupCodec.group(f)), news))
                .findFirst();
    }

    private static Push readGoodbye(Fields f) {
        long code = f.integer("code", 0, Integer.MAX_VALUE);
        for (Farewell reason : Farewell.values()) {
            if (reason.number() == code) {
                return new Push.Goodbye(reason, f.text("error"),
                        f.integer("afterMs", 0, Limits.ID_MAX));
            }
        }
        throw RejectedException.invalid("code", "is unknown");
    }
}
