package im.throng.protocol.codec;

import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.MemberRequest;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Requests as a client writes them.
final class RequestWriter {

    private RequestWriter() {}

    static byte[] write(long id, Request request) {
        return Json.bytes(json -> {
            json.writeStringProperty("type", wireName(request));
            json.writeNumberProperty("id", id);
            Json.object(json, "data", () -> writeFields(json, request));
        });
    }

    private static String wireName(Request request) {
        return switch (request) {
            case AnonymousRequest.Register _ -> "account.register";
            case AnonymousRequest.Login _ -> "account.login";
            case AnonymousRequest.Resume _ -> "account.resume";
            case AccountRequest.Logout _ -> "account.logout";
            case AccountRequest.ListSessions _ -> "account.sessions";
            case AccountRequest.Revoke _ -> "account.revoke";
            case AccountRequest.UpdateProfile _ -> "account.update";
            case AccountRequest.ChangePassword _ -> "account.password";
            case AccountRequest.DeleteAccount _ -> "account.delete";
            case AccountRequest.SearchUsers _ -> "user.search";
            case AccountRequest.GetUsers _ -> "user.get";
            case ChatRequest.Ping _ -> "ping";
            case PresenceRequest.ListOnline _ -> "presence.online";
            case PresenceRequest.SetStatus _ -> "presence.set";
            case PresenceRequest.Watch _ -> "presence.watch";
            case PresenceRequest.Unwatch _ -> "presence.unwatch";
            case ChatRequest.SendMessage _ -> "message.send";
            case ChatRequest.ReadHistory _ -> "message.history";
            case ChatRequest.ListConversations _ -> "conversation.list";
            case ChatRequest.MarkRead _ -> "conversation.read";
        };
    }

    private static void writeFields(JsonGenerator json, Request request) {
        switch (request) {
            case AnonymousRequest anonymous -> writeAnonymous(json, anonymous);
            case MemberRequest member -> {
                switch (member) {
                    case AccountRequest account -> writeAccount(json, account);
                    case PresenceRequest presence -> writePresence(json, presence);
                    case ChatRequest chat -> writeChat(json, chat);
                }
            }
        }
    }

    private static void writeAnonymous(JsonGenerator json, AnonymousRequest request) {
        switch (request) {
            case AnonymousRequest.Register r -> {
                if (r.userId() != null) {
                    json.writeNumberProperty("userId", r.userId().value());
                }
                json.writeStringProperty("userPwd", r.password());
                json.writeStringProperty("userName", r.userName());
                json.writeStringProperty("sex", r.sex());
            }
            case AnonymousRequest.Login r -> {
                json.writeNumberProperty("userId", r.userId().value());
                json.writeStringProperty("userPwd", r.password());
                if (!r.device().isEmpty()) {
                    json.writeStringProperty("device", r.device());
                }
            }
            case AnonymousRequest.Resume r -> json.writeStringProperty("token", r.token());
        }
    }

    private static void writeAccount(JsonGenerator json, AccountRequest request) {
        switch (request) {
            case AccountRequest.Revoke r -> {
                if (r.sessionId() != null) {
                    json.writeStringProperty("sessionId", r.sessionId().value());
                } else {
                    json.writeBooleanProperty("others", true);
                }
            }
            case AccountRequest.UpdateProfile r -> {
                writeOptional(json, "userName", r.userName());
                writeOptional(json, "sex", r.sex());
                writeOptional(json, "bio", r.bio());
                writeOptional(json, "avatar", r.avatar());
            }
            case AccountRequest.ChangePassword r -> {
                json.writeStringProperty("oldPwd", r.oldPassword());
                json.writeStringProperty("newPwd", r.newPassword());
            }
            case AccountRequest.DeleteAccount r ->
                    json.writeStringProperty("userPwd", r.password());
            case AccountRequest.SearchUsers r -> {
                json.writeStringProperty("query", r.query());
                json.writeNumberProperty("limit", r.limit());
            }
            case AccountRequest.GetUsers r -> writeIds(json, "userIds", r.userIds());
            case AccountRequest.Logout _, AccountRequest.ListSessions _ -> {
                // These have no fields.
            }
        }
    }

    private static void writeOptional(JsonGenerator json, String field, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(field, text);
        }
    }

    private static void writeIds(JsonGenerator json, String field, List<UserId> ids) {
        json.writeName(field);
        json.writeStartArray();
        ids.forEach(id -> json.writeNumber(id.value()));
        json.writeEndArray();
    }

    private static void writePresence(JsonGenerator json, PresenceRequest request) {
        switch (request) {
            case PresenceRequest.ListOnline r -> {
                if (r.after() != null) {
                    json.writeNumberProperty("after", r.after().value());
                }
                json.writeNumberProperty("limit", r.limit());
            }
            case PresenceRequest.SetStatus r ->
                    json.writeStringProperty("status", r.status().wireName());
            case PresenceRequest.Watch r -> writeIds(json, "userIds", r.userIds());
            case PresenceRequest.Unwatch r -> writeIds(json, "userIds", r.userIds());
        }
    }

    private static void writeChat(JsonGenerator json, ChatRequest request) {
        switch (request) {
            case ChatRequest.SendMessage r -> {
                json.writeStringProperty("to", r.to().text());
                json.writeStringProperty("key", r.key());
                EntryCodec.writeText(json, r.body());
            }
            case ChatRequest.ReadHistory r -> {
                json.writeStringProperty("conversation", r.conversation().text());
                switch (r.range()) {
                    case HistoryRange.Newest _ -> { }
                    case HistoryRange.After after ->
                            json.writeNumberProperty("after", after.seq());
                    case HistoryRange.Before before ->
                            json.writeNumberProperty("before", before.seq());
                }
                json.writeNumberProperty("limit", r.limit());
            }
            case ChatRequest.ListConversations r -> {
                if (r.before() != null) {
                    json.writeStringProperty("before", r.before());
                }
                json.writeNumberProperty("limit", r.limit());
            }
            case ChatRequest.MarkRead r -> {
                json.writeStringProperty("conversation", r.conversation().text());
                json.writeNumberProperty("seq", r.seq());
            }
            case ChatRequest.Ping _ -> {
                // It has no fields.
            }
        }
    }
}
