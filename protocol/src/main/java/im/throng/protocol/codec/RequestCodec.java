package im.throng.protocol.codec;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Native requests as JSON. This is the one table of their wire names: a record may be renamed,
/// its wire name may not.
///
/// Threading: immutable.
public final class RequestCodec {

    private static final Map<String, Wire> TABLE = Map.ofEntries(
            anonymous("account.register", RequestCodec::register),
            anonymous("account.login", RequestCodec::login),
            anonymous("account.resume", f -> new AnonymousRequest.Resume(
                    Limits.requireCharacters("token", f.text("token"), 1, Limits.TOKEN_MAX))),
            member("account.logout", _ -> new AccountRequest.Logout()),
            member("account.sessions", _ -> new AccountRequest.ListSessions()),
            member("account.revoke", RequestCodec::revoke),
            member("account.update", RequestCodec::updateProfile),
            member("account.password", f -> new AccountRequest.ChangePassword(
                    password(f, "oldPwd"), password(f, "newPwd"))),
            member("account.delete", f -> new AccountRequest.DeleteAccount(
                    password(f, "userPwd"))),
            member("user.search", f -> new AccountRequest.SearchUsers(
                    Limits.requireCharacters("query", f.text("query"), 1, Limits.NAME_MAX),
                    f.limit(Limits.SEARCH_USERS_MAX))),
            member("user.get", f -> new AccountRequest.GetUsers(
                    f.userIds("userIds", Limits.USERS_MAX))),
            member("ping", _ -> new ChatRequest.Ping()),
            member("presence.online", RequestCodec::listOnline),
            member("presence.set", RequestCodec::setStatus),
            member("presence.watch", f -> new PresenceRequest.Watch(
                    f.userIds("userIds", Limits.WATCH_MAX))),
            member("presence.unwatch", f -> new PresenceRequest.Unwatch(
                    f.userIds("userIds", Limits.WATCH_MAX))),
            member("group.create", GroupCodec::readCreate),
            member("group.get", f -> new GroupRequest.Get(GroupCodec.group(f))),
            member("group.members", GroupCodec::readListMembers),
            member("group.add", f -> new GroupRequest.Add(
                    GroupCodec.group(f), GroupCodec.members(f))),
            member("group.remove", f -> new GroupRequest.Remove(
                    GroupCodec.group(f), GroupCodec.members(f))),
            member("group.join", GroupCodec::readJoin),
            member("group.requests", f -> new GroupRequest.ListJoinRequests(
                    GroupCodec.group(f))),
            member("group.answer", GroupCodec::readAnswer),
            member("group.leave", f -> new GroupRequest.Leave(GroupCodec.group(f))),
            member("group.dissolve", f -> new GroupRequest.Dissolve(GroupCodec.group(f))),
            member("group.role", GroupCodec::readSetRole),
            member("group.mute", GroupCodec::readMute),
            member("group.update", GroupCodec::readUpdate),
            member("group.link", GroupCodec::readLink),
            member("message.send", RequestCodec::sendMessage),
            member("message.history", RequestCodec::readHistory),
            member("conversation.list", f -> new ChatRequest.ListConversations(
                    f.optionalText("before"), f.limit(Limits.PAGE_ENTRIES_MAX))),
            member("conversation.mark", RequestCodec::markConversation),
            member("conversation.typing", f -> new ChatRequest.ShowTyping(
                    f.conversation("conversation"))),
            member("conversation.read", f -> new ChatRequest.MarkRead(
                    f.conversation("conversation"), f.integer("seq", 0, Limits.ID_MAX))));

    private RequestCodec() {}

    /// Returns every wire name there is.
    public static Set<String> wireNames() {
        return TABLE.keySet();
    }

    /// Tells whether the type may be asked before login.
    ///
    /// @throws RejectedException 404 if there is no such type
    public static boolean isAnonymous(Envelope envelope) {
        return wire(envelope).anonymous;
    }

    /// Reads the fields of the envelope's type.
    ///
    /// @throws RejectedException 404 if there is no such type, 422 with the field's name if one is
    ///                           missing, of the wrong type or out of range
    public static Request decode(Envelope envelope) {
        return wire(envelope).decoder.apply(envelope.fields());
    }

    /// Writes a request with its `id`.
    public static byte[] encode(long id, Request request) {
        return RequestWriter.write(id, request);
    }

    private static Wire wire(Envelope envelope) {
        Wire wire = TABLE.get(envelope.type());
        if (wire == null) {
            throw new RejectedException(ErrorCode.NOT_FOUND, "there is no such type of request");
        }
        return wire;
    }

    private static Request register(Fields f) {
        Long id = f.optionalInteger("userId", 1, Limits.ID_MAX);
        String sex = f.optionalText("sex");
        return new AnonymousRequest.Register(
                id == null ? null : new UserId(id),
                password(f, "userPwd"), Limits.requireName("userName", f.text("userName")),
                sex == null ? "" : Limits.requireCharacters("sex", sex, 0, Limits.SEX_MAX));
    }

    private static Request login(Fields f) {
        String device = f.optionalText("device");
        return new AnonymousRequest.Login(
                f.userId("userId"),
                password(f, "userPwd"),
                device == null ? "" : Limits.requireName("device", device));
    }

    private static Request updateProfile(Fields f) {
        String name = f.optionalText("userName");
        return new AccountRequest.UpdateProfile(
                name == null ? null : Limits.requireName("userName", name),
                optional(f, "sex", Limits.SEX_MAX), optional(f, "bio", Limits.BIO_MAX),
                optional(f, "avatar", Limits.FILE_ID_MAX));
    }

    private static @Nullable String optional(Fields f, String field, int max) {
        String text = f.optionalText(field);
        return text == null ? null : Limits.requireCharacters(field, text, 0, max);
    }

    private static String password(Fields f, String field) {
        return Limits.requireCharacters(field, f.text(field), 1, Limits.PASSWORD_MAX);
    }

    private static Request revoke(Fields f) {
        String session = f.optionalText("sessionId");
        boolean others = f.flag("others");
        if ((session != null) == others) {
            throw RejectedException.invalid("sessionId", "or others:true must be given, not both");
        }
        return new AccountRequest.Revoke(session == null ? null : new SessionId(session));
    }

    private static Request listOnline(Fields f) {
        Long after = f.optionalInteger("after", 0, Limits.ID_MAX);
        return new PresenceRequest.ListOnline(
                after == null || after == 0 ? null : new UserId(after),
                f.limit(Limits.PAGE_PEOPLE_MAX));
    }

    private static Request setStatus(Fields f) {
        String name = f.text("status");
        for (Status status : Status.values()) {
            if (status != Status.OFFLINE && status.wireName().equals(name)) {
                return new PresenceRequest.SetStatus(status);
            }
        }
        throw RejectedException.invalid("status", "must be online, busy, away or invisible");
    }

    private static Request sendMessage(Fields f) {
        ConversationName to = f.conversation("to");
        String key = Limits.requireCharacters("key", f.text("key"), 1, Limits.KEY_MAX);
        String kind = f.optionalText("kind");
        if (kind != null && !kind.equals("text")) {
            throw RejectedException.invalid("kind", "must be text");
        }
        return new ChatRequest.SendMessage(to, key, EntryCodec.readText(f));
    }

    private static Request readHistory(Fields f) {
        Long after = f.optionalInteger("after", 0, Limits.ID_MAX);
        Long before = f.optionalInteger("before", 1, Limits.ID_MAX);
        if (after != null && before != null) {
            throw RejectedException.invalid("after", "and before must not both be given");
        }
        return new ChatRequest.ReadHistory(f.conversation("conversation"), range(after, before),
                f.limit(Limits.PAGE_ENTRIES_MAX));
    }

    private static Request markConversation(Fields f) {
        return new ChatRequest.MarkConversation(f.conversation("conversation"),
                f.has("muted") ? f.flag("muted") : null,
                f.has("pinned") ? f.flag("pinned") : null);
    }

    private static HistoryRange range(@Nullable Long after, @Nullable Long before) {
        if (after != null) {
            return new HistoryRange.After(after);
        }
        return before != null ? new HistoryRange.Before(before) : new HistoryRange.Newest();
    }

    private static Map.Entry<String, Wire> anonymous(String name, Function<Fields, Request> read) {
        return Map.entry(name, new Wire(true, read));
    }

    private static Map.Entry<String, Wire> member(String name, Function<Fields, Request> read) {
        return Map.entry(name, new Wire(false, read));
    }

    private record Wire(boolean anonymous, Function<Fields, Request> decoder) {}
}
