package im.throng.bench.load;

import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Makes accounts and logs them in, many at a time but not all at once.
///
/// Threading: any thread.
///
/// @param server   where they go
/// @param firstId  the id of the first account; the others follow
public record Town(InetSocketAddress server, long firstId) {

    private static final int AT_ONCE = 64;
    private static final String PASSWORD = "bench password";

    /// Makes accounts with the ids from `firstId + from` on.
    public List<Person> register(int from, int count) {
        List<Person> persons = new ArrayList<>(count);
        try (var clerk = new Visitor(server, _ -> { })) {
            List<CompletableFuture<Reply>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                var person = new Person(new UserId(firstId + from + i), PASSWORD);
                persons.add(person);
                pending.add(clerk.post(new AnonymousRequest.Register(
                        person.id(), PASSWORD, "user " + person.id(), "")));
            }
            pending.forEach(one -> requireDone(one.join()));
        }
        return persons;
    }

    /// Logs everybody in, each on a connection of its own.
    ///
    /// @param ears what each hears with, by its place in the list
    public List<Visitor> login(List<Person> persons, IntFunction<Consumer<Push>> ears) {
        var places = new Semaphore(AT_ONCE);
        List<CompletableFuture<Visitor>> arriving = new ArrayList<>(persons.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < persons.size(); i++) {
                Person person = persons.get(i);
                Consumer<Push> ear = ears.apply(i);
                arriving.add(CompletableFuture.supplyAsync(() -> {
                    places.acquireUninterruptibly();
                    try {
                        var visitor = new Visitor(server, ear);
                        visitor.login(person);
                        return visitor;
                    } finally {
                        places.release();
                    }
                }, threads));
            }
            return arriving.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void requireDone(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            throw new IllegalStateException("a registration was refused: " + refused);
        }
    }
}
