package im.throng.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.delivery.Parcel;
import im.throng.server.session.UserSession;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Messages to everybody, of different lengths and with all that a message can have.
public final class SampleLog {

    private static final int MIXED = 7;

    private SampleLog() {}

    /// Appends messages behind those there are, and waits until they are durable.
    public static void write(EntryStore entries, int count) {
        Queue<AppendOutcome> outcomes = new ConcurrentLinkedQueue<>();
        var left = new CountDownLatch(count);
        long head = entries.head(Place.EVERYBODY);
        for (long number = head + 1; number <= head + count; number++) {
            var user = new UserId(1 + number % 3);
            var session = new UserSession(new SessionId("s" + user),
                    new User(user, "name", "", "", "", 0, Role.USER), "", "", 0, true);
            EntryBody.Text body = body(number);
            entries.append(new Draft(Place.EVERYBODY, session, "key " + number,
                    Fingerprint.of(body), body, _ -> { }, (_, outcome) -> {
                        outcomes.add(outcome);
                        left.countDown();
                        return new Parcel(List.of(), List.of(), null, null);
                    }));
        }
        try {
            assertThat(left.await(20, TimeUnit.SECONDS)).as("%s", outcomes).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(outcomes).allMatch(AppendOutcome.Appended.class::isInstance);
    }

    private static EntryBody.Text body(long number) {
        var mentions = number % MIXED == 0
                ? new Mentions(false, List.of(new UserId(5), new UserId(number))) : Mentions.NONE;
        return new EntryBody.Text("the text number " + number + ". "
                + "你好".repeat((int) (number % MIXED) * 20), number > 1 && number % 3 == 0
                ? Long.valueOf(number - 1) : null, mentions);
    }
}
