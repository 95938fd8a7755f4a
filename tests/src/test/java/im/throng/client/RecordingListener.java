package im.throng.client;

import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down what a listener is told.
final class RecordingListener implements ThrongListener {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /// Returns the names of the calls that are no messages, in order.
    List<String> told() {
        return List.copyOf(told);
    }

    /// Returns the texts of the messages, in order.
    List<String> messages() {
        return List.copyOf(messages);
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
    }
}
