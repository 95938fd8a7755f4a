package im.throng.protocol.codec;

import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.MemberRequest;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Request;
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
            case GroupRequest group -> wireName(group);
            case ChatRequest.SendMessage _ -> "message.send";
            case ChatRequest.ReadHistory _ -> "message.history";
            case ChatRequest.ListConversations _ -> "conversation.list";
            case ChatRequest.MarkRead _ -> "conversation.read";
            case ChatRequest.MarkConversation _ -> "conversation.mark";
            case ChatRequest.ShowTyping _ -> "conversation.typing";
        };
    }

    private static String wireName(GroupRequest request) {
        return switch (request) {
            case GroupRequest.Create _ -> "group.create";
            case GroupRequest.Get _ -> "group.get";
            case GroupRequest.ListMembers _ -> "group.members";
            case GroupRequest.Add _ -> "group.add";
            case GroupRequest.Remove _ -> "group.remove";
            case GroupRequest.Join _ -> "group.join";
            case GroupRequest.ListJoinRequests _ -> "group.requests";
            case GroupRequest.AnswerJoin _ -> "group.answer";
            case GroupRequest.Leave _ -> "group.leave";
            case GroupRequest.Dissolve _ -> "group.dissolve";
            case GroupRequest.SetRole _ -> "group.role";
            case GroupRequest.Mute _ -> "group.mute";
            case GroupRequest.Update _ -> "group.update";
            case GroupRequest.Link _ -> "group.link";
        };
    }

    private static void writeFields(JsonGenerator json, Request request) {
        switch (request) {
            case AnonymousRequest anonymous -> writeAnonymous(json, anonymous);
            case MemberRequest member -> {
                switch (member) {
                    case AccountRequest account -> writeAccount(json, account);
                    case PresenceRequest presence -> writePresence(json, presence);
                    case GroupRequest group -> GroupCodec.write(json, group);
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
                Json.optional(json, "userName", r.userName());
                Json.optional(json, "sex", r.sex());
                Json.optional(json, "bio", r.bio());
                Json.optional(json, "avatar", r.avatar());
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
            case AccountRequest.GetUsers r -> Json.ids(json, "userIds", r.userIds());
            case AccountRequest.Logout _, AccountRequest.ListSessions _ -> {
                // These have no fields.
            }
        }
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
            case PresenceRequest.Watch r -> Json.ids(json, "userIds", r.userIds());
            case PresenceRequest.Unwatch r -> Json.ids(json, "userIds", r.userIds());
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
            case ChatRequest.MarkConversation r -> {
                json.writeStringProperty("conversation", r.conversation().text());
                if (r.muted() != null) {
                    json.writeBooleanProperty("muted", r.muted());
                }
                if (r.pinned() != null) {
                    json.writeBooleanProperty("pinned", r.pinned());
                }
            }
            case ChatRequest.ShowTyping r ->
                    json.writeStringProperty("conversation", r.conversation().text());
            case ChatRequest.Ping _ -> {
                // It has no fields.
            }
        }
    }
}
