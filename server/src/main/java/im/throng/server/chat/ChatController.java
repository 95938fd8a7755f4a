package im.throng.server.chat;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Reply;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// Chat requests, translated to the chat services and back.
///
/// Threading: stateless; runs on the asker's mailbox thread, so it may block.
public final class ChatController {

    private static final int KEY_BYTES = 16;

    private final AppendService appends;
    private final HistoryService history;
    private final ReadService reads;
    private final RandomGenerator random;

    /// Creates the controller.
    ///
    /// @param random a source for keys of messages that come without one
    public ChatController(AppendService appends, HistoryService history, ReadService reads,
                          RandomGenerator random) {
        this.appends = appends;
        this.history = history;
        this.reads = reads;
        this.random = random;
    }

    /// Answers a request; a message is answered when it is durable.
    public void handle(UserSession asker, ChatRequest request, Responder responder) {
        switch (request) {
            case ChatRequest.SendMessage r ->
                    appends.send(asker, r.to(), r.key(), r.body(), responder);
            case ChatRequest.ReadHistory r ->
                    responder.answer(history.page(r.conversation(), r.range(), r.limit()));
            case ChatRequest.ListConversations r ->
                    responder.answer(reads.list(asker.userId(), r.before() == null));
            case ChatRequest.MarkRead r -> {
                reads.markRead(asker.userId(), responder.connection(), r.conversation(), r.seq());
                responder.answer(new Reply.Done());
            }
            case ChatRequest.Ping _ -> responder.answer(new ChatReply.Pong(reads.heads()));
        }
    }

    /// Says something to everybody for a client that has no keys.
    public void say(UserSession asker, String content, Responder responder) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        appends.send(asker, ConversationName.ALL,
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                new EntryBody.Text(content, null, Mentions.NONE), responder);
    }
}
