package im.throng.protocol.codec;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.LinkedHashMap;
import java.util.Map;

/// Replies as a client reads them: the request tells which answer is expected.
///
/// Threading: immutable.
public final class ReplyReader {

    private ReplyReader() {}

    /// Tells whether the envelope is a reply.
    public static boolean isReply(Envelope envelope) {
        return envelope.type().equals("reply");
    }

    /// Reads the reply to a request.
    ///
    /// @throws RejectedException 422 if the server's answer lacks something
    public static Reply decode(Request request, Envelope envelope) {
        Envelope.ReplyFields head = envelope.reply();
        if (head.code() != 200) {
            return new Reply.Refused(ErrorCode.of(head.code()), head.error(), head.retryAfterMs());
        }
        Fields f = envelope.fields();
        return switch (request) {
            case AnonymousRequest.Register _ ->
                    new AccountReply.Registered(f.userId("userId"));
            case AnonymousRequest.Login _, AnonymousRequest.Resume _ -> readLoggedIn(f);
            case AccountRequest.ListSessions _ -> new AccountReply.SessionList(
                    f.objects("sessions", ReplyReader::readSession));
            case AccountRequest.Revoke _ ->
                    new AccountReply.Revoked((int) f.integer("revoked", 0, Integer.MAX_VALUE));
            case AccountRequest.UpdateProfile _ ->
                    new AccountReply.Updated(EntryCodec.readUser(f.object("user")));
            case AccountRequest.SearchUsers _, AccountRequest.GetUsers _ ->
                    new AccountReply.UserList(f.objects("users", EntryCodec::readUser));
            case GroupRequest group -> GroupCodec.readReply(group, f);
            case ChatRequest.Ping _ -> new ChatReply.Pong(readHeads(f.object("heads")));
            case PresenceRequest.ListOnline _ -> readOnline(f);
            case PresenceRequest.Watch _, PresenceRequest.Unwatch _ -> new PresenceReply.Watched(
                    f.objects("users", ReplyReader::readWatched));
            case ChatRequest.SendMessage _ -> new ChatReply.Sent(f.conversation("conversation"),
                    f.integer("seq", 1, Limits.ID_MAX), f.integer("at", 0, Limits.ID_MAX),
                    f.flag("duplicate"));
            case ChatRequest.ReadHistory _ -> new ChatReply.HistoryPage(
                    f.objects("entries", EntryCodec::read),
                    f.integer("head", 0, Limits.ID_MAX), f.flag("more"));
            case ChatRequest.ListConversations _ -> new ChatReply.ConversationPage(
                    f.objects("conversations", ReplyReader::readConversation),
                    f.optionalText("next"));
            case AccountRequest.Logout _, AccountRequest.ChangePassword _,
                 AccountRequest.DeleteAccount _, PresenceRequest.SetStatus _,
                 ChatRequest.MarkRead _, ChatRequest.MarkConversation _, ChatRequest.ShowTyping _ ->
                    new Reply.Done();
        };
    }

    private static AccountReply.LoggedIn readLoggedIn(Fields f) {
        Fields limits = f.object("limits");
        return new AccountReply.LoggedIn(EntryCodec.readUser(f.object("user")),
                f.optionalText("token"), f.integer("tokenExpiresAt", 0, Limits.ID_MAX),
                new SessionId(f.text("sessionId")),
                (int) f.integer("online", 0, Integer.MAX_VALUE), f.flag("everyone"),
                f.integer("serverTime", 0, Limits.ID_MAX), f.text("epoch"),
                f.integer("heartbeatMs", 1, Limits.ID_MAX),
                (int) limits.integer("frameBytes", 1, Integer.MAX_VALUE),
                (int) limits.integer("textBytes", 1, Integer.MAX_VALUE));
    }

    private static AccountReply.SessionView readSession(Fields f) {
        return new AccountReply.SessionView(new SessionId(f.text("sessionId")), f.text("device"),
                f.text("address"), f.integer("since", 0, Limits.ID_MAX),
                f.integer("lastSeen", 0, Limits.ID_MAX),
                (int) f.integer("connections", 0, Integer.MAX_VALUE), f.flag("current"));
    }

    private static PresenceReply.OnlinePage readOnline(Fields f) {
        Long next = f.optionalInteger("next", 1, Limits.ID_MAX);
        return new PresenceReply.OnlinePage(
                f.objects("users", user -> new PresenceReply.OnlineUser(user.userId("userId"),
                        user.text("userName"), readStatus(user.text("status")))),
                (int) f.integer("total", 0, Integer.MAX_VALUE),
                next == null ? null : new UserId(next));
    }

    private static PresenceReply.WatchedUser readWatched(Fields f) {
        return new PresenceReply.WatchedUser(f.userId("userId"), readStatus(f.text("status")),
                f.optionalInteger("lastSeen", 0, Limits.ID_MAX));
    }

    private static ChatReply.ConversationView readConversation(Fields f) {
        Fields last = f.optionalObject("last");
        return new ChatReply.ConversationView(f.conversation("conversation"), f.text("title"),
                f.integer("head", 0, Limits.ID_MAX), f.integer("read", 0, Limits.ID_MAX),
                (int) f.integer("unread", 0, Integer.MAX_VALUE), f.flag("mentioned"),
                last == null ? null : EntryCodec.read(last), f.flag("muted"), f.flag("pinned"),
                f.optionalInteger("peerRead", 0, Limits.ID_MAX));
    }

    static Map<ConversationName, Long> readHeads(Fields heads) {
        Map<ConversationName, Long> result = new LinkedHashMap<>();
        for (String name : heads.names()) {
            result.put(ConversationName.parse("heads", name),
                    heads.integer(name, 0, Limits.ID_MAX));
        }
        return result;
    }

    static Status readStatus(String name) {
        for (Status status : Status.values()) {
            if (status.wireName().equals(name)) {
                return status;
            }
        }
        throw RejectedException.invalid("status", "is unknown");
    }
}
