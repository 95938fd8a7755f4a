package im.throng.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.throng.conformance.Json;
import im.throng.conformance.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/// What was sent, acknowledged and heard, and the comparison of that with the log.
///
/// Threading: written to from any thread; checked by one when all others are done.
final class SendHistory {

    private static final byte[] REPLY = "\"type\":\"reply\"".getBytes(US_ASCII);

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> acked = new ConcurrentHashMap<>();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Set<String> retried = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();

    /// One message on its way; its text is its key and is used once.
    record Sent(long sender, int cycle, int order) {

        static final Sent NOTHING = new Sent(0, 0, 0);

        /// From here on messages are classic: without a key, so that none may be sent again.
        static final int FIRST_CLASSIC = 1_000_000_000;

        String text() {
            return sender + "-" + cycle + "-" + order;
        }

        String data() {
            return Json.object("to", "all", "key", text(), "text", text());
        }
    }

    /// One entry of the log.
    record Entry(long seq, long from, String text) {}

    /// How many mistakes of each kind there are; the smallest witness of each is in `first`.
    record Verdict(int acked, int unknownThere, Map<String, Integer> counts,
            List<String> first) {

        boolean isGood() {
            return counts.values().stream().allMatch(count -> count == 0);
        }
    }

    static boolean isReply(byte[] payload) {
        for (int at = 0; at < Math.min(payload.length - REPLY.length, 40); at++) {
            if (Arrays.mismatch(payload, at, at + REPLY.length,
                    REPLY, 0, REPLY.length) < 0) {
                return true;
            }
        }
        return false;
    }

    Sent sending(long sender, int cycle, int order) {
        var message = new Sent(sender, cycle, order);
        sent.put(message.text(), message);
        return message;
    }

    void answered(Sent message, JsonNode reply) {
        if (reply.path("code").intValue(-1) == 200) {
            acked.put(message.text(), reply.path("data").path("seq").longValue(-1));
        } else {
            refusals.add(reply.toString());
        }
    }

    void heard(JsonNode push) {
        if ("message".equals(push.path("type").stringValue(""))) {
            heard.put(push.path("data").path("text").stringValue(""),
                    push.path("data").path("seq").longValue(-1));
        }
    }

    int acked() {
        return acked.size();
    }

    /// Sends again what was not acknowledged, with the same keys: it must be there once then.
    void retryHalfOfTheUnknown(ServerProcess server, List<Person> persons, Random random) {
        for (var person : persons) {
            try (var client = server.open()) {
                client.ask("account.login", person.credentials());
                for (var message : sent.values()) {
                    if (message.sender() == person.id() && !acked.containsKey(message.text())
                            && message.order() < Sent.FIRST_CLASSIC && random.nextBoolean()) {
                        retried.add(message.text());
                        answered(message, client.request("message.send", message.data()));
                    }
                }
            }
        }
    }

    Verdict check(List<Entry> log) {
        var mistakes = new Mistakes();
        var places = new HashMap<String, Long>();
        for (int i = 0; i < log.size(); i++) {
            var entry = log.get(i);
            mistakes.count("gaps", entry.seq() != i + 1, entry);
            mistakes.count("doubled", places.put(entry.text(), entry.seq()) != null, entry);
            var message = sent.get(entry.text());
            mistakes.count("phantom", message == null || message.sender() != entry.from(), entry);
        }
        acked.forEach((text, seq) ->
                mistakes.count("lost", !seq.equals(places.get(text)), text + " at " + seq));
        heard.forEach((text, seq) ->
                mistakes.count("heard and lost", !seq.equals(places.get(text)), text));
        mistakes.count("refused", !refusals.isEmpty(), refusals);
        checkOrder(places, mistakes);
        var unknown = new HashSet<>(places.keySet());
        unknown.removeAll(acked.keySet());
        return new Verdict(acked.size(), unknown.size(), mistakes.counts, mistakes.first);
    }

    /// What one connection sent and was answered in its own time stands in the order of sending.
    private void checkOrder(Map<String, Long> places, Mistakes mistakes) {
        var byConnection = new HashMap<String, List<Sent>>();
        for (var message : sent.values()) {
            if (acked.containsKey(message.text()) && !retried.contains(message.text())) {
                byConnection.computeIfAbsent(message.sender() + "-" + message.cycle(),
                        _ -> new ArrayList<>()).add(message);
            }
        }
        for (var messages : byConnection.values()) {
            messages.sort(Comparator.comparingInt(Sent::order));
            long before = 0;
            for (var message : messages) {
                long place = places.getOrDefault(message.text(), 0L);
                mistakes.count("out of order", place < before, message.text());
                before = place;
            }
        }
    }

    private static final class Mistakes {
        private final Map<String, Integer> counts = new TreeMap<>();
        private final List<String> first = new ArrayList<>();

        void count(String kind, boolean is, Object witness) {
            if (is && counts.getOrDefault(kind, 0) == 0) {
                first.add(kind + ": " + witness);
            }
            counts.merge(kind, is ? 1 : 0, Integer::sum);
        }
    }
}
