package im.throng.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every [EntryStore] and [ConversationStore] promise, whatever they write to.
public interface EntryStoreContract {

    UserId ANN = new UserId(1);
    UserId BOB = new UserId(2);
    HistoryRange NEWEST = new HistoryRange.Newest();

    /// The store under test, empty at the start of each test.
    EntryStore entries();

    /// The members of conversations over the same data.
    ConversationStore conversations();

    /// Records the outcomes of drafts.
    Draft.Announcer recorder();

    /// Waits for the outcomes of this many drafts since the last call, in order.
    List<AppendOutcome> outcomes(int count);

    /// A store over the same data, as after a restart; outcomes still come here.
    EntryStore reopened();

    @Test
    default void numbersAreDenseAndRiseInTheOrderOfAppending() {
        for (int i = 0; i < 100; i++) {
            entries().append(draft(i % 2 == 0 ? ANN : BOB, "k" + i, "text " + i));
        }
        assertThat(seqs(outcomes(100))).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        List<StoredEntry> page = page(Place.EVERYBODY, NEWEST, 200).entries();
        assertThat(page).hasSize(100);
        assertThat(page.get(41).body()).isEqualTo(text("text 41"));
        assertThat(page.get(41).from()).isEqualTo(BOB);
        assertThat(entries().head(Place.EVERYBODY)).isEqualTo(100);
    }

    @Test
    default void aMarkBehindOnesOwnMessageDoesNotMove() {
        for (int i = 1; i <= 50; i++) {
            entries().append(draft(ANN, "k" + i, "text"));
            if (i > 1) {
                // In the same transaction, or the next one.
                assertThat(conversations().advance(ANN, Place.EVERYBODY, i - 1)).isFalse();
            }
            outcomes(1);
            assertThat(conversations().advance(BOB, Place.EVERYBODY, i)).isTrue();
        }
    }

    @Test
    default void aRetryIsTheSameEntryAlsoWithinABatchAndAfterARestart() {
        entries().append(draft(ANN, "k", "once"));
        entries().append(draft(ANN, "k", "once"));
        entries().append(draft(BOB, "k", "once"));
        List<AppendOutcome> first = outcomes(3);
        assertThat(first.get(1)).isEqualTo(duplicateOf(first.get(0)));
        assertThat(seqs(List.of(first.get(2)))).containsExactly(2L);
        reopened().append(draft(ANN, "k", "once"));
        assertThat(outcomes(1)).containsExactly(duplicateOf(first.get(0)));
    }

    @Test
    default void aKeyUsedForAnotherMessageIsAConflict() {
        entries().append(draft(ANN, "k", "one"));
        entries().append(draft(ANN, "k", "two"));
        assertThat(outcomes(2).get(1)).isInstanceOfSatisfying(AppendOutcome.Refused.class,
                refused -> assertThat(refused.why().code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(entries().head(Place.EVERYBODY)).isEqualTo(1);
    }

    @Test
    default void aRefusedDraftTakesNoNumber() {
        entries().append(draft(ANN, "a", "one"));
        entries().append(new Draft(Place.EVERYBODY, session(ANN), "b",
                Fingerprint.of(text("no")), text("no"), _ -> {
                    throw new RejectedException(ErrorCode.FORBIDDEN, "no");
                }, recorder()));
        entries().append(draft(ANN, "c", "two"));
        List<AppendOutcome> outcomes = outcomes(3);
        assertThat(outcomes.get(1)).isInstanceOf(AppendOutcome.Refused.class);
        assertThat(seqs(List.of(outcomes.get(0), outcomes.get(2)))).containsExactly(1L, 2L);
    }

    @Test
    default void numbersGoOnAfterARestart() {
        entries().append(draft(ANN, "a", "one"));
        outcomes(1);
        EntryStore again = reopened();
        assertThat(again.head(Place.EVERYBODY)).isEqualTo(1);
        again.append(draft(ANN, "b", "two"));
        assertThat(seqs(outcomes(1))).containsExactly(2L);
    }

    @Test
    default void pagesAreCutByNumberInBothDirections() {
        for (int i = 1; i <= 10; i++) {
            entries().append(draft(ANN, "k" + i, "text"));
        }
        outcomes(10);
        assertPage(NEWEST, 3, true, 8, 9, 10);
        assertPage(NEWEST, 10, false, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertPage(new HistoryRange.Before(3), 5, false, 1, 2);
        assertPage(new HistoryRange.Before(9), 2, true, 7, 8);
        assertPage(new HistoryRange.After(8), 2, false, 9, 10);
        assertPage(new HistoryRange.After(0), 2, true, 1, 2);
        assertPage(new HistoryRange.After(10), 2, false);
    }

    @Test
    default void pagesAreCutByBytesButNeverEmpty() {
        String large = "x".repeat(100_000);
        String control = "\u0001".repeat(60_000);
        entries().append(draft(ANN, "a", large));
        entries().append(draft(ANN, "b", large));
        entries().append(draft(ANN, "c", large));
        entries().append(draft(ANN, "d", control));
        outcomes(4);
        assertPage(new HistoryRange.After(0), 50, true, 1, 2);
        assertPage(NEWEST, 50, true, 4);
        assertPage(new HistoryRange.Before(4), 50, true, 2, 3);
    }

    @Test
    default void repliesAndMentionsAreKept() {
        entries().append(draft(ANN, "a", "one"));
        var body = new EntryBody.Text("two", 1L, new Mentions(false, List.of(BOB, ANN)));
        entries().append(draft(ANN, "b", body));
        outcomes(2);
        assertThat(page(Place.EVERYBODY, NEWEST, 1).entries().getFirst().body())
                .isEqualTo(body);
        conversations().advance(BOB, Place.EVERYBODY, 1);
        assertMark(BOB, Place.EVERYBODY, 1, 1, true);
    }

    @Test
    default void marksMoveForwardAndUnreadFollows() {
        for (int i = 1; i <= 5; i++) {
            entries().append(draft(ANN, "k" + i, "text"));
        }
        outcomes(5);
        assertThat(conversations().conversation(BOB, Place.EVERYBODY)).isEmpty();
        assertThat(conversations().advance(BOB, Place.EVERYBODY, 3)).isTrue();
        assertThat(conversations().advance(BOB, Place.EVERYBODY, 2)).isFalse();
        assertThat(conversations().advance(BOB, Place.EVERYBODY, 3)).isFalse();
        assertMark(BOB, Place.EVERYBODY, 3, 2, false);
        // The sender has read what the sender said.
        assertMark(ANN, Place.EVERYBODY, 5, 0, false);
    }

    @Test
    default void whoIsNewBeginsAtTheHead() {
        entries().append(draft(ANN, "k", "text"));
        outcomes(1);
        conversations().begin(BOB);
        conversations().begin(BOB);
        assertMark(BOB, Place.EVERYBODY, 1, 0, false);
        conversations().erase(BOB);
        assertThat(conversations().conversation(BOB, Place.EVERYBODY)).isEmpty();
    }

    @Test
    default void aDirectConversationBeginsWithItsFirstEntry() {
        Place both = new Place.Between(BOB, ANN);
        assertThat(entries().hasBegun(both)).isFalse();
        assertThat(conversations().advance(ANN, both, 0)).isFalse();
        assertThat(page(both, NEWEST, 9).entries()).isEmpty();
        entries().append(draft(both, ANN, "k", _ -> { }));
        entries().append(draft(both, BOB, "k", _ -> { }));
        entries().append(draft(Place.EVERYBODY, ANN, "k", _ -> { }));
        assertThat(seqs(outcomes(3))).containsExactly(1L, 2L, 1L);
        assertThat(entries().hasBegun(both)).isTrue();
        assertThat(page(new Place.Between(ANN, BOB), NEWEST, 9).entries()).hasSize(2);
        assertMark(ANN, both, 1, 1, false);
        assertMark(BOB, both, 2, 0, false);
        assertThat(row(ANN, both).peerRead()).isEqualTo(2);
        assertThat(reopened().head(both)).isEqualTo(2);
    }

    @Test
    default void aConversationThatIsRefusedDoesNotBegin() {
        Place both = new Place.Between(ANN, BOB);
        entries().append(draft(both, ANN, "k", _ -> {
            throw new RejectedException(ErrorCode.NOT_FOUND, "no");
        }));
        assertThat(outcomes(1).getFirst()).isInstanceOf(AppendOutcome.Refused.class);
        assertThat(reopened().hasBegun(both)).isFalse();
        assertThat(conversations().conversations(ANN, null, 9)).hasSize(1);
    }

    @Test
    default void notesAreAConversationWithOneself() {
        Place notes = new Place.Between(ANN, ANN);
        entries().append(draft(notes, ANN, "k", _ -> { }));
        outcomes(1);
        assertMark(ANN, notes, 1, 0, false);
        assertThat(row(ANN, notes).peerRead()).isNull();
        assertThat(entries().waiting(ANN, 9)).isEmpty();
    }

    @Test
    default void conversationsAreListedByTheirNewestMessagePageByPage() {
        for (long peer = 10; peer < 20; peer++) {
            entries().append(draft(new Place.Between(ANN, new UserId(peer)), ANN, "k", _ -> { }));
        }
        entries().append(draft(new Place.Between(ANN, new UserId(12)), new UserId(12), "k",
                _ -> { }));
        entries().append(draft(Place.EVERYBODY, BOB, "k", _ -> { }));
        outcomes(12);
        List<ConversationStore.Row> all = conversations().conversations(ANN, null, 99);
        assertThat(all).hasSize(11);
        List<Place> paged = new ArrayList<>();
        ConversationStore.Cursor behind = null;
        for (var page = conversations().conversations(ANN, null, 3); !page.isEmpty();
                page = conversations().conversations(ANN, behind, 3)) {
            page.forEach(row -> paged.add(row.place()));
            behind = page.getLast().at();
        }
        assertThat(paged).isEqualTo(all.stream().map(ConversationStore.Row::place).toList());
        assertThat(all.stream().map(row -> row.at().activity()).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(row(ANN, new Place.Between(ANN, new UserId(12))).unread()).isEqualTo(1);
    }

    @Test
    default void aConversationIsMarkedForOneMemberAlone() {
        Place both = new Place.Between(ANN, BOB);
        conversations().mark(ANN, both, true, true);
        entries().append(draft(both, ANN, "k", _ -> { }));
        outcomes(1);
        conversations().mark(ANN, both, true, null);
        conversations().mark(ANN, both, null, true);
        assertThat(row(ANN, both).muted() && row(ANN, both).pinned()).isTrue();
        conversations().mark(ANN, both, false, null);
        assertThat(row(ANN, both).muted()).isFalse();
        assertThat(row(ANN, both).pinned()).isTrue();
        assertThat(row(BOB, both).pinned()).isFalse();
    }

    @Test
    default void whatWaitsIsWhatOthersSaidAndOneHasNotRead() {
        UserId eve = new UserId(3);
        for (int i = 0; i < 4; i++) {
            entries().append(draft(new Place.Between(ANN, BOB), BOB, "k" + i, _ -> { }));
            entries().append(draft(new Place.Between(ANN, eve), i < 2 ? ANN : eve, "k" + i,
                    _ -> { }));
        }
        outcomes(8);
        conversations().advance(ANN, new Place.Between(ANN, BOB), 3);
        assertThat(entries().waiting(ANN, 9)).extracting(one -> one.entry().from())
                .containsExactly(eve, BOB, eve);
        assertThat(entries().waiting(ANN, 1)).extracting(one -> one.place())
                .containsExactly(new Place.Between(ANN, eve));
        assertThat(entries().waiting(BOB, 9)).isEmpty();
    }

    private void assertMark(UserId user, Place place, long read, int unread, boolean mentioned) {
        ConversationStore.Row row = row(user, place);
        assertThat(row.read()).as("read").isEqualTo(read);
        assertThat(row.unread()).as("unread").isEqualTo(unread);
        assertThat(row.mentioned()).as("mentioned").isEqualTo(mentioned);
    }

    private ConversationStore.Row row(UserId user, Place place) {
        return conversations().conversation(user, place).orElseThrow();
    }

    private void assertPage(HistoryRange range, int limit, boolean more, long... seqs) {
        EntryStore.Page page = page(Place.EVERYBODY, range, limit);
        assertThat(page.entries()).extracting(StoredEntry::seq)
                .isEqualTo(LongStream.of(seqs).boxed().toList());
        assertThat(page.more()).isEqualTo(more);
    }

    private EntryStore.Page page(Place place, HistoryRange range, int limit) {
        return entries().page(place, ANN, range, limit).orElseThrow();
    }

    private static List<Long> seqs(List<AppendOutcome> outcomes) {
        List<Long> seqs = new ArrayList<>();
        for (AppendOutcome outcome : outcomes) {
            seqs.add(outcome instanceof AppendOutcome.Appended(long seq, _) ? seq : -1L);
        }
        return seqs;
    }

    private static AppendOutcome duplicateOf(AppendOutcome outcome) {
        return outcome instanceof AppendOutcome.Appended(long seq, long at)
                ? new AppendOutcome.Duplicate(seq, at) : outcome;
    }

    private Draft draft(UserId sender, String key, String text) {
        return draft(sender, key, text(text));
    }

    private Draft draft(UserId sender, String key, EntryBody.Text body) {
        return new Draft(Place.EVERYBODY, session(sender), key,
                Fingerprint.of(body), body, _ -> { }, recorder());
    }

    private Draft draft(Place place, UserId sender, String key, AppendRule rule) {
        return new Draft(place, session(sender), key, Fingerprint.of(text("text")),
                text("text"), rule, recorder());
    }

    private static EntryBody.Text text(String text) {
        return new EntryBody.Text(text, null, Mentions.NONE);
    }

    private static UserSession session(UserId user) {
        return new UserSession(new SessionId("s" + user),
                new User(user, "name", "", "", "", 0, Role.USER), "", "", 0, true);
    }
}
