package im.throng.bench.trial;

import im.throng.bench.check.Change;
import im.throng.bench.check.Event;
import im.throng.bench.check.History;
import im.throng.bench.load.RawLine;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Changes, on one connection, who is in the groups: the owner lets users in and puts them out,
/// members bring others in and leave, and whoever likes joins where that is open. It does not ask
/// first who is in: some changes find it so already, some are refused.
///
/// Threading: one thread asks; answers come on the connection's.
final class Changer {

    private static final int ACROSS = 100;
    private static final int ARRIVALS_OF_100 = 65;
    private static final int TWO_OF_100 = 25;

    private final History history;
    private final Actor actor;
    private final Recorder recorder;
    private final SplittableRandom random;
    private final Set<Change> underway = ConcurrentHashMap.newKeySet();

    Changer(History history, Actor actor, Recorder recorder, SplittableRandom random) {
        this.history = history;
        this.actor = actor;
        this.recorder = recorder;
        this.random = random;
    }

    /// Asks for a change.
    ///
    /// @param answered is run when it is answered
    void change(RawLine line, Runnable answered) throws IOException {
        Change doubtful = actor.doubtful().poll();
        Change change = doubtful == null ? fresh() : history.change(doubtful.actor(),
                doubtful.conversation(), doubtful.joining(), doubtful.leaving());
        Club club = actor.clubs().stream()
                .filter(one -> one.conversation().equals(change.conversation())).findFirst()
                .orElseThrow();
        underway.add(change);
        recorder.journal().add(new Event.ChangeAsked(System.nanoTime(), change));
        line.post(request(club, change), reply -> {
            answered.run();
            underway.remove(change);
            answered(change, reply);
        });
    }

    /// Leaves what was not answered to the actor's next connection.
    void end() {
        actor.doubtful().addAll(underway);
    }

    private Change fresh() {
        Club club = actor.clubs().get(random.nextInt(actor.clubs().size()));
        UserId self = actor.person().id();
        boolean arrives = random.nextInt(ACROSS) < ARRIVALS_OF_100;
        boolean isOwner = club.owner().equals(self);
        Set<Long> whom = new HashSet<>();
        if (isOwner || (arrives && club.policy() != JoinPolicy.OPEN)) {
            int count = random.nextInt(ACROSS) < TWO_OF_100 ? 2 : 1;
            for (int i = 0; i < count; i++) {
                whom.add(club.others().get(random.nextInt(club.others().size())).value());
            }
        } else {
            whom.add(self.value());
        }
        return history.change(self.value(), club.conversation(), arrives ? whom : Set.of(),
                arrives ? Set.of() : whom);
    }

    private GroupRequest request(Club club, Change change) {
        UserId self = actor.person().id();
        boolean isOwn = !club.owner().equals(self);
        if (!change.leaving().isEmpty()) {
            return isOwn ? new GroupRequest.Leave(club.group())
                    : new GroupRequest.Remove(club.group(), users(change.leaving()));
        }
        return isOwn && club.policy() == JoinPolicy.OPEN
                ? new GroupRequest.Join(club.group(), null)
                : new GroupRequest.Add(club.group(), users(change.joining()));
    }

    private void answered(Change change, Reply reply) {
        long at = System.nanoTime();
        Set<Long> self = Set.of(change.actor());
        switch (reply) {
            case GroupReply.Changed(List<UserId> changed, Long seq) ->
                    made(at, change, Recorder.ids(changed.stream()), seq);
            case GroupReply.Joining(boolean _, Long seq) ->
                    made(at, change, seq == null ? Set.of() : self, seq);
            case GroupReply.Noted(Long seq) ->
                    made(at, change, seq == null ? Set.of() : self, seq);
            case Reply.Refused(ErrorCode code, String words, long _) -> {
                if (Recorder.isOutside(code)) {
                    recorder.journal().add(new Event.ChangeRefused(at, change));
                } else if (!code.waitingHelps()) {
                    history.stuck(change + " was refused: " + code + " " + words);
                }
            }
            case Reply.Success _ -> throw new IllegalStateException("an answer to something else");
        }
    }

    private void made(long at, Change change, Set<Long> changed, @Nullable Long seq) {
        recorder.journal().add(new Event.ChangeMade(at, change, changed, seq == null ? 0 : seq));
        if (seq != null) {
            recorder.reached(change.conversation(), seq);
        }
    }

    private static List<UserId> users(Set<Long> ids) {
        List<UserId> users = new ArrayList<>();
        ids.forEach(id -> users.add(new UserId(id)));
        return users;
    }
}
