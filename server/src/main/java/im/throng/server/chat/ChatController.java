package im.throng.server.chat;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Chat requests, translated to the chat services and back.
///
/// Threading: stateless; runs on the asker's mailbox thread, so it may block, but for
/// [#handleAtOnce] and [#atHand].
public final class ChatController {

    private static final int KEY_BYTES = 16;

    private final AppendService appends;
    private final HistoryService history;
    private final ReadService reads;
    private final ListService lists;
    private final RandomGenerator random;

    /// Creates the controller.
    ///
    /// @param random a source for keys of messages that come without one
    public ChatController(AppendService appends, HistoryService history, ReadService reads,
                          ListService lists, RandomGenerator random) {
        this.appends = appends;
        this.history = history;
        this.reads = reads;
        this.lists = lists;
        this.random = random;
    }

    /// Answers a request; a message is answered when it is durable.
    public void handle(UserSession asker, ChatRequest request, Responder responder) {
        UserId user = asker.userId();
        switch (request) {
            case ChatRequest.SendMessage r ->
                    appends.send(asker, r.to(), r.key(), r.body(), responder);
            case ChatRequest.ReadHistory r ->
                    responder.answer(history.page(user, r.conversation(), r.range(), r.limit()));
            case ChatRequest.ListConversations r ->
                    responder.answer(lists.page(user, r.before(), r.limit()));
            case ChatRequest.MarkRead r -> {
                reads.markRead(user, responder.connection(), r.conversation(), r.seq());
                responder.answer(new Reply.Done());
            }
            case ChatRequest.MarkConversation r -> {
                lists.mark(user, r.conversation(), r.muted(), r.pinned());
                responder.answer(new Reply.Done());
            }
            case ChatRequest.ShowTyping r -> {
                reads.typing(user, r.conversation());
                responder.answer(new Reply.Done());
            }
            case ChatRequest.Ping _ -> responder.answer(new ChatReply.Pong(reads.heads()));
        }
    }

    /// Carries out a request that waits for nothing, and answers it, now or later; returns whether
    /// it has. For a caller that may not wait.
    public boolean handleAtOnce(UserSession asker, ChatRequest request, Responder responder) {
        return request instanceof ChatRequest.SendMessage r
                && appends.sendAtOnce(asker, r.to(), r.key(), r.body(), responder);
    }

    /// Returns the answer if it is in memory, for a caller that may not wait; else null.
    public @Nullable Reply atHand(ChatRequest request) {
        return request instanceof ChatRequest.Ping
                ? reads.headsAtHand().map(ChatReply.Pong::new).orElse(null) : null;
    }

    /// Returns the direct messages that wait for a user whose client cannot ask, as entries.
    public List<Entry> waiting(UserId user, int limit) {
        return history.waiting(user, limit);
    }

    /// Notes that a client that cannot say so took a direct message.
    public void took(UserId user, Connection connection, ConversationName name, long seq) {
        reads.markRead(user, connection, name, seq);
    }

    /// Says something to everybody for a client that has no keys.
    public void say(UserSession asker, String content, Responder responder) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        appends.say(asker,
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                new EntryBody.Text(content, null, Mentions.NONE), responder);
    }
}
