package im.throng.bench.trial;

import im.throng.bench.check.Event;
import im.throng.bench.check.History;
import im.throng.bench.load.Person;
import im.throng.bench.load.RawLine;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Makes the groups, before anybody else is there.
///
/// Threading: used by one thread.
record Founder(History history, InetSocketAddress server) {

    /// Makes so many groups, each of another owner; every other one is open to all, and half of
    /// the others are members at once.
    List<Club> found(List<Person> persons, int count) throws IOException {
        List<Club> clubs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Person owner = persons.get(i % persons.size());
            List<UserId> others = persons.stream().filter(one -> !one.equals(owner))
                    .map(Person::id).toList();
            clubs.add(found(owner, others, i % 2 == 0 ? JoinPolicy.INVITE : JoinPolicy.OPEN));
        }
        return clubs;
    }

    private Club found(Person owner, List<UserId> others, JoinPolicy policy) throws IOException {
        var recorder = new Recorder(history, owner.id());
        try (var line = new RawLine(server, recorder::heard)) {
            line.ask(new AnonymousRequest.Login(owner.id(), owner.password(), "founder"));
            List<UserId> first = others.subList(0, others.size() / 2);
            Set<Long> members = Recorder.ids(Stream.concat(Stream.of(owner.id()),
                    first.stream()));
            long askedAt = System.nanoTime();
            if (!(line.ask(new GroupRequest.Create("club", first, policy))
                    instanceof GroupReply.Created created)) {
                throw new IOException("a group was not made");
            }
            String conversation = created.conversation().text();
            var change = history.change(owner.id().value(), conversation, members, Set.of());
            recorder.journal().add(new Event.ChangeAsked(askedAt, change));
            recorder.journal().add(new Event.ChangeMade(System.nanoTime(), change, members,
                    created.seq()));
            return new Club(created.conversation().group(), conversation, owner.id(), policy,
                    others);
        }
    }
}
