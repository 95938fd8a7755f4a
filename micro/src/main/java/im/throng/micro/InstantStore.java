package im.throng.micro;

import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.AppendOutcome;
import im.throng.server.chat.Draft;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.Place;
import im.throng.server.chat.Standing;
import im.throng.server.delivery.Outlet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Keeps nothing but a number: a draft has its outcome at once.
///
/// Threading: used by one thread.
final class InstantStore implements EntryStore {

    private final Outlet outlet;
    private long head;

    InstantStore(Outlet outlet) {
        this.outlet = outlet;
    }

    @Override
    public void append(Draft draft) {
        draft.rule().check(new Standing(head, null));
        head++;
        outlet.deliver(List.of(draft.announcer().parcel(draft,
                new AppendOutcome.Appended(head, head))));
    }

    @Override
    public long head(Place place) {
        return head;
    }

    @Override
    public OptionalLong headAtHand(Place place) {
        return OptionalLong.of(head(place));
    }

    @Override
    public boolean hasBegun(Place place) {
        return head > 0;
    }

    @Override
    public List<Waiting> waiting(UserId user, int limit) {
        return List.of();
    }

    @Override
    public Optional<Page> page(Place place, UserId viewer, HistoryRange range, int limit) {
        return Optional.of(new Page(List.of(), false));
    }
}
