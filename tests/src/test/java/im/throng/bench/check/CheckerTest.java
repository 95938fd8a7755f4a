package im.throng.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Small histories, one without a fault and one for each way to break a rule.
class CheckerTest {

    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final String ALL = "all";
    private static final String GROUP = "g:1";

    private final History history = new History();
    private final List<LogEntry> log = new ArrayList<>();
    private final Journal ann;
    private final Journal bob;

    CheckerTest() {
        history.conversation(ALL, Set.of(ANN, BOB));
        ann = history.connection(ANN);
        bob = history.connection(BOB);
    }

    @Test
    void aHistoryWithoutAFaultIsValid() {
        var one = sent(ann, 1, "one");
        acked(ann, 2, one, 1);
        heard(bob, 3, stored(1, ANN, "one"));
        var two = sent(bob, 4, "two");
        acked(bob, 5, two, 2);
        heard(ann, 6, stored(2, BOB, "two"));
        bob.add(new Event.PageRead(7, 8, ALL, 0, 2, log));
        ann.add(new Event.MarkAsked(9, ALL, 2));
        ann.add(new Event.Marked(10, ALL, 2));
        ann.add(new Event.Listed(11, 12, ALL, 2, 2, 0));
        bob.add(new Event.Listed(11, 12, ALL, 2, 2, 0));
        readByAll();
        assertThat(broken()).isEmpty();
        assertThat(Checker.check(history, 2).outcome()).isEqualTo(Verdict.Outcome.VALID);
        assertThat(Checker.check(history, 3).outcome()).isEqualTo(Verdict.Outcome.UNKNOWN);
    }

    @Test
    void anAcknowledgedMessageThatIsNotThereIsALoss() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        readByAll();
        assertThat(broken()).containsExactly(Rule.LOSS);
        assertThat(witness(Rule.LOSS)).contains("key one of 1", "nothing, the log ends at 0");
    }

    @Test
    void anAcknowledgedMessageAtAnotherPlaceIsALoss() {
        var one = sent(ann, 1, "one");
        sent(bob, 1, "two");
        acked(ann, 2, one, 1);
        stored(1, BOB, "two");
        stored(2, ANN, "one");
        readByAll();
        assertThat(broken()).contains(Rule.LOSS);
    }

    @Test
    void anEntryThatNobodySentIsAPhantom() {
        stored(1, ANN, "ghost");
        readByAll();
        assertThat(broken()).containsExactly(Rule.PHANTOM);
    }

    @Test
    void anEntryThatWasHeardAndIsGoneIsAPhantom() {
        sent(ann, 1, "one");
        heard(bob, 2, new LogEntry(1, ANN, "one"));
        readByAll();
        assertThat(broken()).containsExactly(Rule.PHANTOM);
    }

    @Test
    void aRefusedMessageThatIsStoredIsAPhantom() {
        var one = sent(ann, 1, "one");
        ann.add(new Event.Refused(2, one, "forbidden"));
        stored(1, ANN, "one");
        readByAll();
        assertThat(broken()).containsExactly(Rule.PHANTOM);
    }

    @Test
    void aMessageThatIsStoredTwiceIsADuplicate() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        stored(1, ANN, "one");
        stored(2, ANN, "one");
        readByAll();
        assertThat(broken()).contains(Rule.DUPLICATE);
        assertThat(witness(Rule.DUPLICATE)).contains("stands at 1 and at 2");
    }

    @Test
    void whoIsToldOfAnEntryTwiceHearsADuplicate() {
        var one = sent(ann, 1, "one");
        acked(ann, 2, one, 1);
        heard(ann, 3, stored(1, ANN, "one"));
        readByAll();
        assertThat(broken()).contains(Rule.DUPLICATE);
    }

    @Test
    void aHoleInALogIsNoDenseOrder() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        sent(ann, 3, "two");
        stored(1, ANN, "one");
        stored(3, ANN, "two");
        readByAll();
        assertThat(broken()).contains(Rule.ORDER);
    }

    @Test
    void membersThatSeeDifferentLogsHaveNoOneOrder() {
        sent(ann, 1, "one");
        sent(ann, 1, "two");
        history.read(new Reading(ANN, ALL, true, List.of(new LogEntry(1, ANN, "one"))));
        history.read(new Reading(BOB, ALL, true, List.of(new LogEntry(1, ANN, "two"))));
        assertThat(broken()).contains(Rule.ORDER);
    }

    @Test
    void pushesThatFallAreNotInOrder() {
        sent(ann, 1, "one");
        sent(ann, 1, "two");
        var one = stored(1, ANN, "one");
        heard(bob, 2, stored(2, ANN, "two"));
        heard(bob, 3, one);
        readByAll();
        assertThat(broken()).contains(Rule.ORDER);
    }

    @Test
    void aGapWithoutAHintIsNotInOrderAndOneWithAHintIs() {
        for (int i = 1; i <= 3; i++) {
            sent(ann, i, "text " + i);
            stored(i, ANN, "text " + i);
        }
        heard(bob, 4, log.get(0));
        bob.add(new Event.Hinted(5));
        heard(bob, 6, log.get(2));
        readByAll();
        assertThat(broken()).isEmpty();
        var other = history.connection(BOB);
        heard(other, 4, log.get(0));
        heard(other, 6, log.get(2));
        assertThat(broken()).containsExactly(Rule.ORDER);
    }

    @Test
    void whatIsSentFirstAndStoredLaterBreaksTheSendersOrder() {
        var one = sent(ann, 1, "one");
        var two = sent(ann, 2, "two");
        acked(ann, 3, two, 1);
        acked(ann, 4, one, 2);
        stored(1, ANN, "two");
        stored(2, ANN, "one");
        readByAll();
        assertThat(broken()).containsExactly(Rule.SENDER_ORDER);
    }

    @Test
    void whatIsSentAfterAnAcknowledgementStandsBehindIt() {
        acked(ann, 2, sent(ann, 1, "one"), 2);
        acked(bob, 4, sent(bob, 3, "two"), 1);
        stored(1, BOB, "two");
        stored(2, ANN, "one");
        readByAll();
        assertThat(broken()).containsExactly(Rule.REAL_TIME);
    }

    @Test
    void aPageThatEndsBeforeWhatIsKnownIsStale() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        stored(1, ANN, "one");
        bob.add(new Event.PageRead(3, 4, ALL, 0, 0, List.of()));
        readByAll();
        assertThat(broken()).containsExactly(Rule.REAL_TIME);
    }

    @Test
    void aMemberWhoCannotReadItAllMissesSomething() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        stored(1, ANN, "one");
        history.read(new Reading(ANN, ALL, true, log));
        history.read(new Reading(BOB, ALL, true, List.of()));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    @Test
    void aGroupIsReadFromOnesOwnJoiningOnAndByNoOutsider() {
        log.add(LogEntry.change(1, ANN, Set.of(ANN), Set.of()));
        sent(ann, GROUP, "one");
        stored(2, ANN, "one");
        log.add(LogEntry.change(3, ANN, Set.of(BOB), Set.of()));
        history.read(new Reading(ANN, GROUP, true, log));
        history.read(new Reading(BOB, GROUP, true, log.subList(2, 3)));
        history.read(new Reading(3, GROUP, false, List.of()));
        assertThat(broken()).isEmpty();
        history.read(new Reading(BOB, GROUP, true, log));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    @Test
    void whoWasRemovedHearsNothingMore() {
        log.add(LogEntry.change(1, ANN, Set.of(ANN, BOB), Set.of()));
        log.add(LogEntry.change(2, ANN, Set.of(), Set.of(BOB)));
        sent(ann, GROUP, "one");
        bob.add(new Event.Heard(5, GROUP, stored(3, ANN, "one")));
        history.read(new Reading(ANN, GROUP, true, log));
        assertThat(broken()).containsExactly(Rule.COMPLETENESS);
    }

    @Test
    void aMarkThatMovesBackIsFound() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        stored(1, ANN, "one");
        bob.add(new Event.MarkAsked(3, ALL, 1));
        bob.add(new Event.Marked(4, ALL, 1));
        bob.add(new Event.Listed(5, 6, ALL, 1, 0, 1));
        readByAll();
        assertThat(broken()).containsExactly(Rule.READ_MARKS);
        assertThat(witness(Rule.READ_MARKS)).contains("is at 0 and was at 1");
    }

    @Test
    void aMarkThatNobodyMovedIsFound() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        stored(1, ANN, "one");
        bob.add(new Event.Listed(5, 6, ALL, 1, 1, 0));
        readByAll();
        assertThat(broken()).containsExactly(Rule.READ_MARKS);
    }

    @Test
    void anUnreadCountThatDoesNotFollowFromTheLogIsFound() {
        acked(ann, 2, sent(ann, 1, "one"), 1);
        stored(1, ANN, "one");
        bob.add(new Event.Listed(5, 6, ALL, 1, 0, 2));
        readByAll();
        assertThat(broken()).containsExactly(Rule.READ_MARKS);
    }

    @Test
    void anUnansweredMessageMayBeThereOnceButNotTwice() {
        var one = history.message(ANN, ALL, "one", "one", false);
        ann.add(new Event.Sending(1, one));
        stored(1, ANN, "one");
        readByAll();
        assertThat(broken()).isEmpty();
        stored(2, ANN, "one");
        readByAll();
        assertThat(broken()).contains(Rule.UNKNOWN);
    }

    @Test
    void aRetriedMessageThatIsNeverAnsweredIsPending() {
        sent(ann, 1, "one");
        ann.add(new Event.Sending(2, history.message(ANN, ALL, "k", "never", true)));
        stored(1, ANN, "one");
        readByAll();
        assertThat(broken()).containsExactly(Rule.LIVENESS);
    }

    /// Sends a message that may stay unanswered.
    private Message sent(Journal by, long at, String text) {
        var message = history.message(by.user(), ALL, text, text, false);
        by.add(new Event.Sending(at, message));
        return message;
    }

    private void sent(Journal by, String conversation, String text) {
        by.add(new Event.Sending(1,
                history.message(by.user(), conversation, text, text, false)));
    }

    private static void acked(Journal by, long at, Message message, long seq) {
        by.add(new Event.Acked(at, message, ALL, seq, false));
    }

    private static void heard(Journal by, long at, LogEntry entry) {
        by.add(new Event.Heard(at, ALL, entry));
    }

    private LogEntry stored(long seq, long from, String text) {
        var entry = new LogEntry(seq, from, text);
        log.add(entry);
        return entry;
    }

    private void readByAll() {
        history.read(new Reading(ANN, ALL, true, log));
        history.read(new Reading(BOB, ALL, true, log));
    }

    private List<Rule> broken() {
        return Checker.check(history, 0).lines().stream().filter(line -> line.breaches() > 0)
                .map(Verdict.Line::rule).toList();
    }

    private String witness(Rule rule) {
        return Checker.check(history, 0).lines().stream().filter(line -> line.rule() == rule)
                .map(Verdict.Line::witness).findFirst().orElseThrow();
    }
}
