package im.throng.bench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All that clients did and saw of a server.
///
/// Threading: any thread; read by one when nobody writes any more.
public final class History {

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Message> byText = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> members = new ConcurrentHashMap<>();
    private final List<Journal> journals = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<String> stuck = new ArrayList<>();

    /// Notes a conversation whose members never change.
    public void conversation(String name, Set<Long> its) {
        members.put(name, Set.copyOf(its));
    }

    /// Makes a message with a text of its own.
    public synchronized Message message(long sender, String conversation, String key,
                                        String text, boolean retried) {
        var message = new Message(messages.size(), sender, conversation, key, text, retried);
        if (byText.putIfAbsent(text, message) != null) {
            throw new IllegalArgumentException("a text was used before: " + text);
        }
        messages.add(message);
        return message;
    }

    /// Returns the text, as the one instance that there is of it already: it is heard often.
    public String shared(String text) {
        Message message = byText.get(text);
        return message == null ? text : message.text();
    }

    /// Begins the journal of a new connection.
    public synchronized Journal connection(long user) {
        var journal = new Journal("connection " + (journals.size() + 1) + " of " + user, user);
        journals.add(journal);
        return journal;
    }

    /// Notes what somebody could read in the end.
    public synchronized void read(Reading reading) {
        readings.add(reading);
    }

    /// Notes something that did not end in its time.
    public synchronized void stuck(String what) {
        stuck.add(what);
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    synchronized List<Journal> journals() {
        return List.copyOf(journals);
    }

    synchronized List<Reading> readings() {
        return List.copyOf(readings);
    }

    synchronized List<String> stuck() {
        return List.copyOf(stuck);
    }

    Map<String, Set<Long>> members() {
        return Map.copyOf(members);
    }
}
