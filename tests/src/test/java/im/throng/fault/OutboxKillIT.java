package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.client.ThrongClient;
import im.throng.client.ThrongListener;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Programs with an outbox, killed while messages are on their way.
class OutboxKillIT {

    private static final int CYCLES = Integer.getInteger("throng.cycles", 4);
    private static final long SEED = Long.getLong("throng.seed", 1L);
    private static final int LINES_MAX = 120;

    @RegisterExtension
    private static final TestServer SERVER = TestServer.with();

    @TempDir
    private Path folder;

    @Test
    void whatWasPostedIsStoredOnceAndInOrderHoweverOftenTheProgramIsKilled()
            throws IOException {
        Person person = SERVER.newPerson();
        Path store = folder.resolve("store.db");
        Random random = new Random(SEED);
        long next = 1;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            // The message being posted when the program died may be in the outbox, or not.
            long printed = postUntilKilled(person, store, next, 1 + random.nextInt(LINES_MAX));
            next = afterNextRun(person, store, printed) + 1;
        }
    }

    /// Returns the last number of which the program said that it is in the outbox.
    private static long postUntilKilled(Person person, Path store, long first, int lines)
            throws IOException {
        List<String> command = ServerProcess.java(List.of());
        command.addAll(List.of("im.throng.fault.PostingProgram",
                Integer.toString(SERVER.port()), Long.toString(person.id()), person.password(),
                store.toString(), Long.toString(first)));
        Process program = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long last = 0;
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the program ended by itself");
                }
                last = Long.parseLong(line);
            }
            program.toHandle().destroyForcibly(); // Leaves what it printed to be read.
            for (String rest = out.readLine(); rest != null; rest = out.readLine()) {
                last = Math.max(last, number(rest));
            }
        } finally {
            program.destroyForcibly().onExit().join();
        }
        return last;
    }

    /// The last line may be cut off.
    private static long number(String line) {
        return line.isEmpty() ? 0 : Long.parseLong(line);
    }

    /// Lets another run send what is left, and returns the number of the newest message.
    private static long afterNextRun(Person person, Path store, long printed) {
        List<Entry> told = new CopyOnWriteArrayList<>();
        ThrongListener listener = new ThrongListener() {
            @Override
            public void message(Entry entry) {
                told.add(entry);
            }
        };
        try (ThrongClient client = ThrongClient.builder().port(SERVER.port()).listener(listener)
                .store(store, "127.0.0.1:" + SERVER.port()).build()) {
            client.login(new UserId(person.id()), person.password());
            await().atMost(Duration.ofSeconds(30)).until(
                    () -> client.outbox().messages().isEmpty());
            List<String> stored = history(client);
            assertThat(stored.size()).isGreaterThanOrEqualTo((int) printed);
            assertThat(stored).isEqualTo(LongStream.rangeClosed(1, stored.size())
                    .mapToObj(Long::toString).toList());
            // Acknowledged before the kill, but not noted: told again rather than lost.
            await().until(() -> client.cache().conversation(ConversationName.ALL)
                    .filter(now -> now.head() == stored.size()).isPresent());
            assertThat(client.cache().entries(ConversationName.ALL, null, 500).entries())
                    .isNotEmpty();
            assertThat(told).hasSizeLessThan(LINES_MAX);
            return stored.size();
        }
    }

    private static List<String> history(ThrongClient client) {
        List<String> texts = new ArrayList<>();
        ChatReply.HistoryPage page;
        long after = 0;
        do {
            page = client.history(ConversationName.ALL, new HistoryRange.After(after), 200);
            for (Entry entry : page.entries()) {
                texts.add(((EntryBody.Text) entry.body()).text());
                after = entry.seq();
            }
        } while (page.more());
        return texts;
    }
}
