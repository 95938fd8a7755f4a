package im.throng.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupNews;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one side writes the other reads, for every message there is.
class RoundTripTest {

    private static final UserId ANN = new UserId(10_000);
    private static final User USER = new User(ANN, "安 \"Ann\" 😀", "f", "line\nbreak", "", 17,
            Role.ADMIN);
    private static final Entry ENTRY = new Entry(ConversationName.ALL, 7, ANN, "Ann", 18,
            new EntryBody.Text("<b>\u0001\\", 3L, new Mentions(false, List.of(ANN))));

    private static final GroupId GROUP = new GroupId(5);

    private static final List<Request> REQUESTS = List.of(
            new AnonymousRequest.Register(ANN, "secret1", "Ann", "f"),
            new AnonymousRequest.Register(null, "secret1", "Ann", ""),
            new AnonymousRequest.Login(ANN, "secret1", "phone"),
            new AnonymousRequest.Resume("token"),
            new AccountRequest.Logout(),
            new AccountRequest.ListSessions(),
            new AccountRequest.Revoke(new SessionId("s")),
            new AccountRequest.Revoke(null),
            new AccountRequest.UpdateProfile("安", "", "bio", "f1"),
            new AccountRequest.UpdateProfile(null, null, null, null),
            new AccountRequest.ChangePassword("secret1", "secret12"),
            new AccountRequest.DeleteAccount("secret1"),
            new AccountRequest.SearchUsers("an", 50),
            new PresenceRequest.Watch(List.of(ANN)),
            new PresenceRequest.Unwatch(List.of()),
            new AccountRequest.GetUsers(List.of(ANN, new UserId(Limits.ID_MAX))),
            new PresenceRequest.ListOnline(ANN, 500),
            new PresenceRequest.SetStatus(Status.INVISIBLE),
            new ChatRequest.SendMessage(ConversationName.ALL, "k",
                    new EntryBody.Text("hi", null, Mentions.EVERYBODY)),
            new ChatRequest.SendMessage(new ConversationName.Direct(ANN), "k",
                    new EntryBody.Text("hi", 1L, Mentions.NONE)),
            new ChatRequest.ReadHistory(new ConversationName.Group(new GroupId(5)),
                    new HistoryRange.Newest(), 50),
            new ChatRequest.ReadHistory(ConversationName.ALL, new HistoryRange.After(0), 200),
            new ChatRequest.ReadHistory(ConversationName.ALL, new HistoryRange.Before(9), 1),
            new ChatRequest.ListConversations("cursor", 20),
            new ChatRequest.MarkRead(ConversationName.ALL, 3),
            new ChatRequest.MarkConversation(ConversationName.ALL, true, null),
            new ChatRequest.MarkConversation(ConversationName.ALL, null, false),
            new ChatRequest.ShowTyping(new ConversationName.Direct(ANN)),
            new ChatRequest.Ping(),
            new GroupRequest.Create("组", List.of(ANN), JoinPolicy.APPROVE),
            new GroupRequest.Get(GROUP),
            new GroupRequest.ListMembers(GROUP, ANN, 500),
            new GroupRequest.ListMembers(GROUP, null, 1),
            new GroupRequest.Add(GROUP, List.of(ANN)),
            new GroupRequest.Remove(GROUP, List.of(ANN)),
            new GroupRequest.Join(GROUP, "code"),
            new GroupRequest.Join(GROUP, null),
            new GroupRequest.ListJoinRequests(GROUP),
            new GroupRequest.AnswerJoin(GROUP, ANN, false),
            new GroupRequest.Leave(GROUP),
            new GroupRequest.Dissolve(GROUP),
            new GroupRequest.SetRole(GROUP, ANN, GroupRole.OWNER),
            new GroupRequest.Mute(GROUP, ANN, 0),
            new GroupRequest.Mute(GROUP, null, 17),
            new GroupRequest.Update(GROUP, "name", "notice", JoinPolicy.OPEN),
            new GroupRequest.Update(GROUP, null, "", null),
            new GroupRequest.Link(GROUP, 17L, false),
            new GroupRequest.Link(GROUP, null, true));

    @Test
    void everyRequestIsReadAsItWasWritten() throws MalformedFrameException {
        Set<Class<?>> seen = new HashSet<>();
        for (Request request : REQUESTS) {
            Envelope envelope = read(RequestCodec.encode(42, request));
            assertThat(envelope.id()).isEqualTo(42);
            assertThat(RequestCodec.decode(envelope)).isEqualTo(request);
            seen.add(request.getClass());
        }
        assertThat(seen).isEqualTo(records(Request.class));
        assertThat(seen).hasSameSizeAs(RequestCodec.wireNames());
    }

    @Test
    void everyReplyIsReadAsItWasWritten() throws MalformedFrameException {
        Set<Class<?>> seen = new HashSet<>();
        for (var sample : replies().entrySet()) {
            Envelope envelope = read(ReplyCodec.encode(9L, sample.getKey()));
            assertThat(envelope.id()).isEqualTo(9);
            assertThat(ReplyReader.isReply(envelope)).isTrue();
            assertThat(ReplyReader.decode(sample.getValue(), envelope)).isEqualTo(sample.getKey());
            seen.add(sample.getKey().getClass());
        }
        assertThat(seen).isEqualTo(records(Reply.class));
    }

    @Test
    void anEntryOfAKindFromTheFutureKeepsItsPlace() throws MalformedFrameException {
        Push push = new Push.NewEntry(new Entry(ConversationName.ALL, 7, ANN, "Ann", 18,
                new EntryBody.Unknown("hologram")));
        assertThat(PushCodec.decode(read(PushCodec.encode(push)))).contains(push);
    }

    @Test
    void everyPushIsReadAsItWasWritten() throws MalformedFrameException {
        List<Push> pushes = List.of(
                new Push.NewEntry(ENTRY),
                new Push.ReadMoved(ConversationName.ALL, ANN, 5),
                new Push.PresenceChanged(List.of(
                        new Push.PresenceChange(ANN, "Ann", Status.OFFLINE, 77L),
                        new Push.PresenceChange(ANN, "Ann", Status.BUSY, null)), 3, true),
                new Push.Typing(new ConversationName.Direct(ANN), ANN),
                new Push.GroupChanged(new ConversationName.Group(GROUP), GroupNews.REQUEST),
                new Push.HeadsMoved(Map.of(ConversationName.ALL, 12L)),
                new Push.EverythingMoved(),
                new Push.Goodbye(Farewell.UNAVAILABLE, "later", 900));
        Set<Class<?>> seen = new HashSet<>();
        for (Push push : pushes) {
            Envelope envelope = read(PushCodec.encode(push));
            assertThat(envelope.id()).isNull();
            assertThat(PushCodec.decode(envelope)).contains(push);
            seen.add(push.getClass());
        }
        assertThat(seen).isEqualTo(records(Push.class));
    }

    @Test
    void whatIsSecretIsNotInTheTextOfAMessage() {
        assertThat(REQUESTS.toString()).doesNotContain("secret1").doesNotContain("token");
    }

    private static Map<Reply, Request> replies() {
        Map<Reply, Request> samples = new LinkedHashMap<>();
        samples.put(new Reply.Done(), new AccountRequest.Logout());
        samples.put(new Reply.Refused(ErrorCode.TOO_FAST, "slow", 12), new ChatRequest.Ping());
        samples.put(new AccountReply.Registered(ANN),
                new AnonymousRequest.Register(null, "secret1", "a", ""));
        samples.put(new AccountReply.LoggedIn(USER, "t", 99, new SessionId("s"), 2, true, 98, "e",
                60_000, 262_144, 65_536), new AnonymousRequest.Resume("t"));
        samples.put(new AccountReply.SessionList(List.of(new AccountReply.SessionView(
                new SessionId("s"), "d", "127.0.0.1", 1, 2, 3, true))),
                new AccountRequest.ListSessions());
        samples.put(new AccountReply.Revoked(2), new AccountRequest.Revoke(null));
        samples.put(new AccountReply.Updated(USER),
                new AccountRequest.UpdateProfile(null, null, null, null));
        samples.put(new PresenceReply.Watched(List.of(
                new PresenceReply.WatchedUser(ANN, Status.OFFLINE, 5L),
                new PresenceReply.WatchedUser(ANN, Status.BUSY, null))),
                new PresenceRequest.Watch(List.of(ANN)));
        samples.put(new AccountReply.UserList(List.of(USER)),
                new AccountRequest.GetUsers(List.of(ANN)));
        samples.put(new PresenceReply.OnlinePage(
                List.of(new PresenceReply.OnlineUser(ANN, "Ann", Status.AWAY)), 1, ANN),
                new PresenceRequest.ListOnline(null, 1));
        samples.put(new ChatReply.Sent(ConversationName.ALL, 7, 8, true), new ChatRequest
                .SendMessage(ConversationName.ALL, "k",
                        new EntryBody.Text("x", null, Mentions.NONE)));
        samples.put(new ChatReply.Pong(Map.of(ConversationName.ALL, 7L)), new ChatRequest.Ping());
        samples.put(new ChatReply.HistoryPage(List.of(ENTRY), 7, true),
                new ChatRequest.ReadHistory(ConversationName.ALL, new HistoryRange.Newest(), 1));
        samples.put(new ChatReply.ConversationPage(List.of(new ChatReply.ConversationView(
                ConversationName.ALL, "all", 7, 3, 4, true, ENTRY, false, true, 2L)), "next"),
                new ChatRequest.ListConversations(null, 1));
        groupReplies(samples);
        return samples;
    }

    private static void groupReplies(Map<Reply, Request> samples) {
        samples.put(new GroupReply.Created(new ConversationName.Group(GROUP), 1),
                new GroupRequest.Create("n", List.of(), JoinPolicy.INVITE));
        samples.put(new GroupReply.Description("n", ANN, 3, "notice", JoinPolicy.OPEN, true,
                GroupRole.ADMIN, 17), new GroupRequest.Get(GROUP));
        samples.put(new GroupReply.Description("n", ANN, 3, "", JoinPolicy.OPEN, false, null, 17),
                new GroupRequest.Get(GROUP));
        samples.put(new GroupReply.MemberPage(List.of(
                new GroupReply.Member(ANN, "Ann", GroupRole.OWNER, null),
                new GroupReply.Member(ANN, "Ann", GroupRole.MEMBER, 17L)), ANN),
                new GroupRequest.ListMembers(GROUP, null, 2));
        samples.put(new GroupReply.Changed(List.of(ANN), 7L),
                new GroupRequest.Add(GROUP, List.of(ANN)));
        samples.put(new GroupReply.Changed(List.of(), null),
                new GroupRequest.Remove(GROUP, List.of(ANN)));
        samples.put(new GroupReply.Joining(true, 7L), new GroupRequest.Join(GROUP, null));
        samples.put(new GroupReply.Joining(false, null), new GroupRequest.Join(GROUP, null));
        samples.put(new GroupReply.JoinRequests(List.of(
                new GroupReply.JoinRequest(ANN, "Ann", 17))),
                new GroupRequest.ListJoinRequests(GROUP));
        samples.put(new GroupReply.Noted(7L), new GroupRequest.Leave(GROUP));
        samples.put(new GroupReply.Noted(null), new GroupRequest.AnswerJoin(GROUP, ANN, false));
        samples.put(new GroupReply.Invitation("code"), new GroupRequest.Link(GROUP, null, false));
        samples.put(new GroupReply.Invitation(null), new GroupRequest.Link(GROUP, null, true));
    }

    @Test
    void everyEventIsReadAsItWasWritten() throws MalformedFrameException {
        List<GroupEvent> events = List.of(
                new GroupEvent.Created("n\n", List.of(ANN)), new GroupEvent.Joined(List.of(ANN)),
                new GroupEvent.Left(ANN, null), new GroupEvent.Left(ANN, new UserId(2)),
                new GroupEvent.Removed(List.of(ANN)), new GroupEvent.Updated("n", null, null),
                new GroupEvent.Updated(null, "notice", JoinPolicy.OPEN),
                new GroupEvent.RoleSet(ANN, GroupRole.ADMIN), new GroupEvent.Muted(ANN, 17),
                new GroupEvent.Muted(null, 0), new GroupEvent.Dissolved(),
                new GroupEvent.Unknown("painted"));
        Set<Class<?>> seen = new HashSet<>();
        for (GroupEvent event : events) {
            Push push = new Push.NewEntry(new Entry(new ConversationName.Group(GROUP), 3, ANN,
                    "Ann", 4, new EntryBody.Event(event)));
            assertThat(PushCodec.decode(read(PushCodec.encode(push)))).contains(push);
            assertThat(EventCodec.ofText(EventCodec.text(event))).isEqualTo(event);
            seen.add(event.getClass());
        }
        assertThat(seen).isEqualTo(records(GroupEvent.class));
    }

    private static Envelope read(byte[] payload) throws MalformedFrameException {
        return EnvelopeReader.read(ByteBuffer.wrap(payload));
    }

    /// Returns the records of a sealed hierarchy.
    private static Set<Class<?>> records(Class<?> sealed) {
        Set<Class<?>> records = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                records.add(permitted);
            } else {
                records.addAll(records(permitted));
            }
        }
        return records;
    }
}
