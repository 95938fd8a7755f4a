package im.throng.client;

import im.throng.client.listen.EntryFollower;
import im.throng.client.listen.EntrySource;
import im.throng.client.listen.ListeningThread;
import im.throng.client.listen.Watches;
import im.throng.client.transport.Link;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import java.time.Duration;
import java.util.function.Consumer;

/// Turns what happens on the link into calls of the listener.
///
/// Threading: confined to the event loop.
final class Announcer implements Link.Observer {

    private final ThrongListener listener;
    private final ListeningThread thread;
    private final EntryFollower follower;
    private final Watches watches;
    private boolean skippedSome;

    Announcer(ThrongListener listener, ListeningThread thread, EntrySource source) {
        this.listener = listener;
        this.thread = thread;
        this.follower = new EntryFollower(source, entry -> tell(l -> l.message(entry)));
        this.watches = new Watches(source, now -> tellIfRoom(l -> l.watched(now.users())));
    }

    /// Goes on after the listening thread had no room.
    void drained() {
        if (skippedSome) {
            skippedSome = false;
            tell(ThrongListener::everythingMoved);
        }
        follower.goOn();
    }

    @Override
    public void loggedIn(AccountReply.LoggedIn reply, String token) {
        tell(l -> l.connected(reply));
        if (follower.loggedIn(reply.user().userId(), reply.epoch())) {
            tell(ThrongListener::everythingMoved);
        }
        watches.loggedIn(reply.user().userId());
    }

    @Override
    public void answered(Request request, Reply reply) {
        watches.answered(request, reply);
        switch (reply) {
            case ChatReply.Sent sent -> follower.sent(sent.conversation(), sent.seq());
            case ChatReply.Pong pong -> follower.heads(pong.heads());
            default -> { }
        }
    }

    @Override
    public void doubtEnded() {
        follower.goOn();
    }

    @Override
    public void pushed(Push push) {
        switch (push) {
            case Push.NewEntry p -> follower.pushed(p.entry());
            case Push.ReadMoved p -> tellIfRoom(l -> l.read(p));
            case Push.Typing p -> tellIfRoom(l -> l.typing(p));
            case Push.GroupChanged p -> tell(l -> l.group(p));
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
