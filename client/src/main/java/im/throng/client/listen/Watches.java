package im.throng.client.listen;

import im.throng.client.request.Outcome;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom this client watches. The server forgets it with the connection (P-15), so it is asked for
/// again on each new one, as long as the session lasts.
///
/// Threading: confined to the event loop.
public final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EntrySource source;
    private final Consumer<PresenceReply.Watched> sink;
    private final Set<UserId> watched = new LinkedHashSet<>();
    private @Nullable UserId self;
    private int logins;

    /// Creates one that watches nobody.
    ///
    /// @param sink learns how the watched are after each renewal; called on the event loop
    public Watches(EntrySource source, Consumer<PresenceReply.Watched> sink) {
        this.source = source;
        this.sink = sink;
    }

    /// Learns of an answer, which may be to watching or unwatching somebody.
    public void answered(Request request, Reply reply) {
        if (reply instanceof PresenceReply.Watched) {
            switch (request) {
                case PresenceRequest.Watch watch -> watched.addAll(watch.userIds());
                case PresenceRequest.Unwatch unwatch ->
                        List.copyOf(unwatch.userIds()).forEach(watched::remove);
                default -> { }
            }
        }
    }

    /// Goes on after a login: watches again.
    public void loggedIn(UserId user) {
        if (!user.equals(self)) {
            watched.clear();
        }
        self = user;
        logins++;
        List<UserId> all = List.copyOf(watched);
        for (int from = 0; from < all.size(); from += Limits.WATCH_MAX) {
            renew(all.subList(from, Math.min(all.size(), from + Limits.WATCH_MAX)));
        }
    }

    /// Learns that the session ended, and with it every watch.
    public void ended() {
        watched.clear();
    }

    private void renew(List<UserId> some) {
        int asOf = logins;
        source.read(new PresenceRequest.Watch(some), outcome -> {
            if (asOf == logins) {
                renewed(some, outcome);
            }
        });
    }

    private void renewed(List<UserId> some, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered(PresenceReply.Watched now) -> sink.accept(now);
            case Outcome.Answered(Reply.Refused refused) when !refused.code().waitingHelps() -> {
                LOG.warn("Cannot watch again: {}", refused.error());
                some.forEach(watched::remove);
            }
            default -> later(some, outcome);
        }
    }

    /// Tries once more, unless the connection is lost: the next login watches again by itself.
    private void later(List<UserId> some, Outcome outcome) {
        int asOf = logins;
        long waitMs = outcome instanceof Outcome.Answered(Reply.Refused refused)
                ? refused.retryAfterMs() : 0;
        source.later(Duration.ofMillis(Math.max(waitMs, PAUSE.toMillis())), () -> {
            List<UserId> still = some.stream().filter(watched::contains).toList();
            if (asOf == logins && source.isReady() && !still.isEmpty()) {
                renew(still);
            }
        });
    }
}
