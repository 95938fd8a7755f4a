package im.throng.client;

import im.throng.client.listen.EntryFollower;
import im.throng.client.listen.EntrySink;
import im.throng.client.listen.EntrySource;
import im.throng.client.listen.ListeningThread;
import im.throng.client.listen.Watches;
import im.throng.client.store.Known;
import im.throng.client.store.LocalStore;
import im.throng.client.store.OutboxMessage;
import im.throng.client.transport.Link;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupNews;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns what happens on the link into calls of the listener, and into notes for the local store.
///
/// Both go by the listening thread, in this order: what the store has, the listener was told. So a
/// crash between the two tells something again, and never loses it.
///
/// Threading: confined to the event loop.
final class Announcer implements Link.Observer, EntrySink, Postman.Told {

    private final ThrongListener listener;
    private final ListeningThread thread;
    private final EntryFollower follower;
    private final Watches watches;
    private final @Nullable LocalStore store;
    private final Receipts receipts;
    private final Deque<OutboxMessage> stored = new ArrayDeque<>();
    private Runnable afterLogin = () -> { };
    private @Nullable UserId owner;
    private @Nullable User self;
    private boolean skippedSome;

    /// Creates one that goes on where the store is, if there is one.
    Announcer(ThrongListener listener, ListeningThread thread, EntrySource source,
              @Nullable LocalStore store) {
        this.listener = listener;
        this.thread = thread;
        this.store = store;
        this.follower = new EntryFollower(source, this, store != null);
        this.receipts = new Receipts(follower, message -> tell(l -> l.outgoing(message)));
        this.watches = new Watches(source, now -> tellIfRoom(l -> l.watched(now.users())));
        if (store != null) {
            resume(store.known());
        }
    }

    /// Sets what is done after each login of the store's owner, before anything else is asked.
    void afterLogin(Runnable task) {
        afterLogin = task;
    }

    /// Goes on after the listening thread had no room.
    void drained() {
        if (skippedSome) {
            skippedSome = false;
            tell(ThrongListener::everythingMoved);
        }
        if (store != null) {
            store.goOn();
        }
        follower.goOn();
    }

    /// Reads the list of conversations again.
    void listAgain() {
        follower.everythingMoved();
    }

    /// Tells whether whoever is logged in is the one whose store it is.
    boolean isOwner() {
        return self != null && self.userId().equals(owner);
    }

    @Override
    public void loggedIn(AccountReply.LoggedIn reply, String token) {
        self = reply.user();
        if (owner == null) {
            owner = self.userId();
        }
        User user = self;
        tell(l -> l.connected(reply));
        note(s -> s.noteLogin(user, reply.epoch()));
        if (isOwner()) {
            afterLogin.run();
        }
        if (follower.loggedIn(user.userId(), reply.epoch())) {
            tell(ThrongListener::everythingMoved);
        }
        receipts.goOn();
        watches.loggedIn(user.userId());
    }

    @Override
    public void answered(Request request, Reply reply) {
        watches.answered(request, reply);
        switch (reply) {
            case ChatReply.Sent sent -> sent(request, sent);
            case ChatReply.Pong pong -> follower.heads(pong.heads());
            case Reply.Done _ -> done(request);
            case GroupReply group -> grouped(request, group);
            default -> { }
        }
        // Only now, when the entry has been noted: nobody finds a message in neither of the two.
        while (!stored.isEmpty()) {
            OutboxMessage message = stored.poll();
            note(s -> s.noteSettled(message.id()));
            receipts.add(message);
        }
        receipts.goOn();
    }

    @Override
    public void doubtEnded() {
        follower.goOn();
    }

    @Override
    public void pushed(Push push) {
        switch (push) {
            case Push.NewEntry p -> follower.pushed(p.entry());
            case Push.ReadMoved p -> {
                tellIfRoom(l -> l.read(p));
                note(s -> s.noteRead(p));
            }
            case Push.Typing p -> tellIfRoom(l -> l.typing(p));
            case Push.GroupChanged p -> {
                tell(l -> l.group(p));
                if (p.what() == GroupNews.REMOVED || p.what() == GroupNews.DISSOLVED) {
                    follower.ended(p.conversation());
                    receipts.goOn();
                }
            }
            case Push.PresenceChanged p -> tellIfRoom(l -> l.presence(p));
            case Push.HeadsMoved p -> {
                tellIfRoom(l -> l.hint(p.heads()));
                follower.heads(p.heads());
            }
            case Push.EverythingMoved _ -> {
                tellIfRoom(ThrongListener::everythingMoved);
                follower.everythingMoved();
            }
            case Push.Goodbye p -> tell(l -> l.goodbye(p));
        }
    }

    @Override
    public void lost(String reason, Duration retryIn) {
        tell(l -> l.disconnected(reason, retryIn));
    }

    @Override
    public void loginNeeded(String reason) {
        watches.ended();
        tell(l -> l.loginNeeded(reason));
    }

    @Override
    public void passed(Entry entry, long have) {
        tell(l -> l.message(entry));
        note(s -> s.noteEntry(entry, have));
        receipts.goOn();
    }

    @Override
    public void skipped(ConversationName conversation, long after, long before) {
        tell(l -> l.skipped(conversation, after, before));
        note(s -> s.noteSkipped(conversation, before - 1));
        receipts.goOn();
    }

    @Override
    public void moved(ConversationName conversation) {
        receipts.goOn();
    }

    @Override
    public void listed(List<ChatReply.ConversationView> views, List<Long> have) {
        note(s -> s.noteListed(views, have));
    }

    @Override
    public void listBegun() {
        note(LocalStore::noteListBegun);
    }

    @Override
    public void listEnded() {
        note(LocalStore::noteListEnded);
    }

    @Override
    public void state(OutboxMessage message) {
        switch (message.state()) {
            case OutboxMessage.State.Stored _ -> stored.add(message);
            case OutboxMessage.State.Failed failed -> {
                note(s -> s.noteFailed(message.id(), failed.code(), failed.words()));
                tell(l -> l.outgoing(message));
            }
            case OutboxMessage.State.Queued _, OutboxMessage.State.Sending _ ->
                    tell(l -> l.outgoing(message));
        }
    }

    private void resume(Known known) {
        owner = known.owner();
        if (known.owner() != null && known.epoch() != null) {
            follower.resume(known.owner(), known.epoch(), known.listKnown(), known.listCurrent());
            known.conversations().forEach(
                    one -> follower.resume(one.conversation(), one.have(), one.head()));
        }
    }

    private void sent(Request request, ChatReply.Sent sent) {
        long have = follower.sent(sent.conversation(), sent.seq());
        User user = self;
        if (user != null && request instanceof ChatRequest.SendMessage message) {
            Entry entry = new Entry(sent.conversation(), sent.seq(), user.userId(),
                    user.userName(), sent.at(), message.body());
            note(s -> s.noteEntry(entry, have));
        }
    }

    /// A change of one's own comes as a reply in place of the push: its entry is read.
    private void grouped(Request request, GroupReply reply) {
        switch (reply) {
            case GroupReply.Created(var conversation, long seq) ->
                    follower.heads(Map.of(conversation, seq));
            case GroupReply.Changed(_, Long seq) -> changed(request, seq);
            case GroupReply.Joining(_, Long seq) -> changed(request, seq);
            case GroupReply.Noted(Long seq) -> changed(request, seq);
            case GroupReply.Description _, GroupReply.MemberPage _, GroupReply.JoinRequests _,
                 GroupReply.Invitation _ -> { }
        }
    }

    private void changed(Request request, @Nullable Long seq) {
        switch (request) {
            case GroupRequest.Leave(GroupId group) ->
                    follower.ended(new ConversationName.Group(group));
            case GroupRequest.Dissolve(GroupId group) ->
                    follower.ended(new ConversationName.Group(group));
            case GroupRequest.Change change when seq != null ->
                    follower.heads(Map.of(new ConversationName.Group(change.group()), seq));
            case GroupRequest.Add add when seq != null ->
                    follower.heads(Map.of(new ConversationName.Group(add.group()), seq));
            default -> { }
        }
    }

    private void done(Request request) {
        User user = self;
        switch (request) {
            case ChatRequest.MarkRead mark when user != null ->
                    note(s -> s.noteRead(new Push.ReadMoved(mark.conversation(), user.userId(),
                            mark.seq())));
            case ChatRequest.MarkConversation marks -> note(s -> s.noteMarked(marks));
            default -> { }
        }
    }

    /// Notes something behind all that the listener was told.
    private void note(Consumer<LocalStore> what) {
        LocalStore notes = store;
        if (notes != null && isOwner()) {
            thread.give(() -> {
                // It is this thread that waits for a slow disk, and the event loop that sees it.
                notes.awaitRoom();
                what.accept(notes);
            });
        }
    }

    private void tell(Consumer<ThrongListener> call) {
        thread.give(() -> call.accept(listener));
    }

    /// Tells what may be left out, if one says later that something was.
    private void tellIfRoom(Consumer<ThrongListener> call) {
        if (thread.hasRoom()) {
            tell(call);
        } else {
            skippedSome = true;
        }
    }
}
