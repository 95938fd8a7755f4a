package im.throng.client;

import im.throng.client.store.CachedConversation;
import im.throng.client.store.OutboxMessage;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down what a listener is told.
final class RecordingListener implements ThrongListener {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> outgoing = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<CachedConversation> changed = new CopyOnWriteArrayList<>();

    /// Returns the names of the calls that are no messages, in order.
    List<String> told() {
        return List.copyOf(told);
    }

    /// Returns the texts of the messages, in order.
    List<String> messages() {
        return List.copyOf(messages);
    }

    /// Returns how far each message of the outbox came, in order: its text and its state.
    List<String> outgoing() {
        return List.copyOf(outgoing);
    }

    /// Returns the texts of the messages and of what was stored of the outbox, in order.
    List<String> seen() {
        return List.copyOf(seen);
    }

    /// Returns how the conversations changed, in order.
    List<CachedConversation> changed() {
        return List.copyOf(changed);
    }

    @Override
    public void outgoing(OutboxMessage message) {
        String text = ((EntryBody.Text) message.body()).text();
        if (message.state() instanceof OutboxMessage.State.Stored) {
            seen.add(text);
        }
        outgoing.add(text + " " + message.state().getClass().getSimpleName());
    }

    @Override
    public void conversationChanged(CachedConversation now) {
        changed.add(now);
    }

    @Override
    public void skipped(ConversationName conversation, long after, long before) {
        told.add("skipped " + after + ".." + before);
    }

    @Override
    public void connected(AccountReply.LoggedIn session) {
        told.add("connected");
    }

    @Override
    public void disconnected(String reason, Duration retryIn) {
        told.add("disconnected");
    }

    @Override
    public void loginNeeded(String reason) {
        told.add("loginNeeded");
    }

    @Override
    public void goodbye(Push.Goodbye goodbye) {
        told.add("goodbye");
    }

    @Override
    public void everythingMoved() {
        told.add("everythingMoved");
    }

    @Override
    public void watched(List<PresenceReply.WatchedUser> users) {
        told.add("watched " + users.stream().map(PresenceReply.WatchedUser::userId).toList());
    }

    @Override
    public void message(Entry entry) {
        messages.add(FakeServer.text(entry));
        seen.add(FakeServer.text(entry));
    }
}
