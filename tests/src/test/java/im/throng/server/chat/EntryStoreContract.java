package im.throng.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every [EntryStore] and [ReadMarkStore] promise, whatever they write to.
public interface EntryStoreContract {

    UserId ANN = new UserId(1);
    UserId BOB = new UserId(2);
    HistoryRange NEWEST = new HistoryRange.Newest();

    /// The store under test, empty at the start of each test.
    EntryStore entries();

    /// The marks over the same data.
    ReadMarkStore marks();

    /// Waits for the outcomes of this many drafts since the last call, in order.
    List<AppendOutcome> outcomes(int count);

    /// A store over the same data, as after a restart; outcomes come from it then.
    EntryStore reopened();

    @Test
    default void numbersAreDenseAndRiseInTheOrderOfAppending() {
        for (int i = 0; i < 100; i++) {
            entries().append(draft(i % 2 == 0 ? ANN : BOB, "k" + i, "text " + i));
        }
        assertThat(seqs(outcomes(100))).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        List<StoredEntry> page = entries().page(ConversationId.ALL, NEWEST, 200).entries();
        assertThat(page).hasSize(100);
        assertThat(page.get(41).body()).isEqualTo(text("text 41"));
        assertThat(page.get(41).from()).isEqualTo(BOB);
        assertThat(entries().head(ConversationId.ALL)).isEqualTo(100);
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
        assertThat(entries().head(ConversationId.ALL)).isEqualTo(1);
    }

    @Test
    default void aRefusedDraftTakesNoNumber() {
        entries().append(draft(ANN, "a", "one"));
        entries().append(new Draft(ConversationId.ALL, ConversationName.ALL, session(ANN), "b",
                Fingerprint.of(text("no")), text("no"), _ -> {
                    throw new RejectedException(ErrorCode.FORBIDDEN, "no");
                }, null));
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
        assertThat(again.head(ConversationId.ALL)).isEqualTo(1);
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
        assertThat(entries().page(ConversationId.ALL, NEWEST, 1).entries().getFirst().body())
                .isEqualTo(body);
        assertThat(marks().position(BOB, ConversationId.ALL))
                .isEqualTo(new ReadMarkStore.Position(0, 2, true));
    }

    @Test
    default void marksMoveForwardAndUnreadFollows() {
        for (int i = 1; i <= 5; i++) {
            entries().append(draft(ANN, "k" + i, "text"));
        }
        outcomes(5);
        assertThat(marks().position(BOB, ConversationId.ALL).unread()).isEqualTo(5);
        assertThat(marks().advance(BOB, ConversationId.ALL, 3)).isTrue();
        assertThat(marks().advance(BOB, ConversationId.ALL, 2)).isFalse();
        assertThat(marks().advance(BOB, ConversationId.ALL, 3)).isFalse();
        assertThat(marks().position(BOB, ConversationId.ALL))
                .isEqualTo(new ReadMarkStore.Position(3, 2, false));
        // The sender has read what the sender said.
        assertThat(marks().position(ANN, ConversationId.ALL))
                .isEqualTo(new ReadMarkStore.Position(5, 0, false));
    }

    private void assertPage(HistoryRange range, int limit, boolean more, long... seqs) {
        EntryStore.Page page = entries().page(ConversationId.ALL, range, limit);
        assertThat(page.entries()).extracting(StoredEntry::seq)
                .isEqualTo(LongStream.of(seqs).boxed().toList());
        assertThat(page.more()).isEqualTo(more);
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

    private static Draft draft(UserId sender, String key, String text) {
        return draft(sender, key, text(text));
    }

    private static Draft draft(UserId sender, String key, EntryBody.Text body) {
        return new Draft(ConversationId.ALL, ConversationName.ALL, session(sender), key,
                Fingerprint.of(body), body, _ -> { }, null);
    }

    private static EntryBody.Text text(String text) {
        return new EntryBody.Text(text, null, Mentions.NONE);
    }

    private static UserSession session(UserId user) {
        return new UserSession(new SessionId("s" + user),
                new User(user, "name", "", "", "", 0, Role.USER), "", "", 0, true);
    }
}
