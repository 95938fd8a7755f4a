package im.throng.protocol.codec;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Replies as a server writes them; [ReplyReader] is the way back.
///
/// Threading: immutable.
public final class ReplyCodec {

    private static final int OK = 200;

    private ReplyCodec() {}

    /// Writes a reply. An `id` of null is left out: the request's could not be read.
    public static byte[] encode(@Nullable Long id, Reply reply) {
        return Json.bytes(json -> {
            json.writeStringProperty("type", "reply");
            if (id != null) {
                json.writeNumberProperty("id", id);
            }
            switch (reply) {
                case Reply.Success success -> {
                    json.writeNumberProperty("code", OK);
                    Json.object(json, "data", () -> writeData(json, success));
                }
                case Reply.Refused refused -> writeRefusal(json, refused);
            }
        });
    }

    static void writeRefusal(JsonGenerator json, Reply.Refused refused) {
        ErrorCode code = refused.code();
        json.writeNumberProperty("code", code.number());
        json.writeStringProperty("error", refused.error());
        if (code.waitingHelps() && refused.retryAfterMs() > 0) {
            json.writeNumberProperty("retryAfterMs", refused.retryAfterMs());
        }
    }

    static void writeData(JsonGenerator json, Reply.Success reply) {
        switch (reply) {
            case Reply.Done _ -> { }
            case AccountReply account -> writeAccount(json, account);
            case PresenceReply.OnlinePage page -> writeOnline(json, page);
            case PresenceReply.Watched watched -> Json.objects(json, "users", watched.users(),
                    user -> writeWatched(json, user));
            case GroupReply group -> GroupCodec.write(json, group);
            case ChatReply chat -> writeChat(json, chat);
        }
    }

    private static void writeAccount(JsonGenerator json, AccountReply reply) {
        switch (reply) {
            case AccountReply.Registered r ->
                    json.writeNumberProperty("userId", r.userId().value());
            case AccountReply.LoggedIn r -> writeLoggedIn(json, r);
            case AccountReply.SessionList r -> Json.objects(json, "sessions", r.sessions(),
                    session -> writeSession(json, session));
            case AccountReply.Revoked r -> json.writeNumberProperty("revoked", r.count());
            case AccountReply.Updated r ->
                    Json.object(json, "user", () -> EntryCodec.writeUser(json, r.user()));
            case AccountReply.UserList r -> Json.objects(json, "users", r.users(),
                    user -> EntryCodec.writeUser(json, user));
        }
    }

    private static void writeLoggedIn(JsonGenerator json, AccountReply.LoggedIn r) {
        Json.object(json, "user", () -> EntryCodec.writeUser(json, r.user()));
        if (r.token() != null) {
            json.writeStringProperty("token", r.token());
        }
        json.writeNumberProperty("tokenExpiresAt", r.tokenExpiresAt());
        json.writeStringProperty("sessionId", r.sessionId().value());
        json.writeNumberProperty("online", r.online());
        json.writeBooleanProperty("everyone", r.everyone());
        json.writeNumberProperty("serverTime", r.serverTime());
        json.writeStringProperty("epoch", r.epoch());
        json.writeNumberProperty("heartbeatMs", r.heartbeatMs());
        Json.object(json, "limits", () -> {
            json.writeNumberProperty("frameBytes", r.frameBytesMax());
            json.writeNumberProperty("textBytes", r.textBytesMax());
        });
    }

    private static void writeSession(JsonGenerator json, AccountReply.SessionView session) {
        json.writeStringProperty("sessionId", session.sessionId().value());
        json.writeStringProperty("device", session.device());
        json.writeStringProperty("address", session.address());
        json.writeNumberProperty("since", session.since());
        json.writeNumberProperty("lastSeen", session.lastSeen());
        json.writeNumberProperty("connections", session.connections());
        json.writeBooleanProperty("current", session.current());
    }

    private static void writeOnline(JsonGenerator json, PresenceReply.OnlinePage page) {
        Json.objects(json, "users", page.users(), user -> {
            json.writeNumberProperty("userId", user.userId().value());
            json.writeStringProperty("userName", user.userName());
            json.writeStringProperty("status", user.status().wireName());
        });
        json.writeNumberProperty("total", page.total());
        if (page.next() != null) {
            json.writeNumberProperty("next", page.next().value());
        }
    }

    private static void writeWatched(JsonGenerator json, PresenceReply.WatchedUser user) {
        json.writeNumberProperty("userId", user.userId().value());
        json.writeStringProperty("status", user.status().wireName());
        if (user.lastSeen() != null) {
            json.writeNumberProperty("lastSeen", user.lastSeen());
        }
    }

    private static void writeChat(JsonGenerator json, ChatReply reply) {
        switch (reply) {
            case ChatReply.Sent r -> {
                json.writeStringProperty("conversation", r.conversation().text());
                json.writeNumberProperty("seq", r.seq());
                json.writeNumberProperty("at", r.at());
                if (r.duplicate()) {
                    json.writeBooleanProperty("duplicate", true);
                }
            }
            case ChatReply.Pong r -> writeHeads(json, r.heads());
            case ChatReply.HistoryPage r -> {
                Json.objects(json, "entries", r.entries(), e -> EntryCodec.write(json, e));
                json.writeNumberProperty("head", r.head());
                json.writeBooleanProperty("more", r.more());
            }
            case ChatReply.ConversationPage r -> {
                Json.objects(json, "conversations", r.conversations(),
                        view -> writeConversation(json, view));
                if (r.next() != null) {
                    json.writeStringProperty("next", r.next());
                }
            }
        }
    }

    private static void writeConversation(JsonGenerator json, ChatReply.ConversationView view) {
        json.writeStringProperty("conversation", view.conversation().text());
        json.writeStringProperty("title", view.title());
        json.writeNumberProperty("head", view.head());
        json.writeNumberProperty("read", view.read());
        json.writeNumberProperty("unread", view.unread());
        json.writeBooleanProperty("mentioned", view.mentioned());
        Entry last = view.last();
        if (last != null) {
            Json.object(json, "last", () -> EntryCodec.write(json, last));
        }
        json.writeBooleanProperty("muted", view.muted());
        json.writeBooleanProperty("pinned", view.pinned());
        if (view.peerRead() != null) {
            json.writeNumberProperty("peerRead", view.peerRead());
        }
    }

    static void writeHeads(JsonGenerator json, Map<ConversationName, Long> heads) {
        Json.object(json, "heads", () ->
                heads.forEach((name, head) -> json.writeNumberProperty(name.text(), head)));
    }
}
